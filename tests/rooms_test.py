"""tools/check_rooms finds each kind of violation that is planted in a small house of two rooms."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).resolve().parent.parent / "tools" / "check_rooms"


class Rooms(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.source = pathlib.Path(self.folder.name) / "src"
        self.write("machine/CMakeLists.txt", "allmende_room(machine LEVEL 1)\n")
        self.write("machine/machine.h", "#pragma once\n")
        self.write("machine/gear.h", "#pragma once\n")
        self.write("trade/CMakeLists.txt", "allmende_room(trade LEVEL 3 USES machine)\n")
        self.write("trade/trade.h", '#pragma once\n#include "machine/machine.h"\n')

    def write(self, path, text):
        file = self.source / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def check(self):
        run = subprocess.run([CHECK, self.source], capture_output=True, text=True, check=False)
        return run.returncode, run.stdout

    def assert_refused(self, *words):
        status, said = self.check()
        self.assertEqual(status, 1, said)
        for word in words:
            self.assertIn(word, said)

    def test_a_house_in_order_passes(self):
        status, said = self.check()
        self.assertEqual(status, 0, said)
        self.assertIn("2 rooms, 3 files, 0 findings", said)

    def test_entering_a_room_past_its_door_is_refused(self):
        self.write("trade/trade.cpp", '#include "machine/gear.h"\n')
        self.assert_refused("src/trade/trade.cpp:1", "by its door, machine/machine.h")

    def test_including_upward_is_refused(self):
        self.write("machine/machine.cpp", '\n#include "trade/trade.h"\n')
        self.assert_refused("src/machine/machine.cpp:2", "does not name trade")

    def test_using_a_room_of_the_same_level_is_refused(self):
        self.write("other/CMakeLists.txt", "allmende_room(other LEVEL 3 USES trade)\n")
        self.assert_refused("src/other", "depend downward only")

    def test_a_library_behind_the_wrong_door_is_refused(self):
        self.write("trade/trade.cpp", "#include <boost/asio.hpp>\n#include <soci/soci.h>\n")
        self.assert_refused("boost/asio.hpp", "soci/soci.h")

    def test_sql_outside_a_store_is_refused(self):
        self.write("trade/trade.cpp", 'auto const* q = "SELECT a FROM b";\n')
        self.assert_refused("src/trade/trade.cpp:1", "SQL lives in store.cpp")
        (self.source / "trade/trade.cpp").rename(self.source / "trade/store.cpp")
        self.assertEqual(self.check()[0], 0)

    def test_a_newspaper_word_in_the_machinery_is_refused(self):
        self.write("machine/machine.cpp", "int headline;\n")
        self.assert_refused("no newspaper word (headline)")

    def test_a_try_that_would_leak_what_stands_before_it_is_refused(self):
        for planted in ("Pair p{first(),\n TRY(second())};", "return {a, f(TRY(b))};", "Pair p{{a, TRY(b)}, c};",
                        "v.push_back({a,\n TRY(b)});", "Pair p{.second =\n TRY(b)};",
                        "Pair p{f(x, y), Inner{\n TRY(b)}};"):
            with self.subTest(planted):
                self.write("trade/trade.cpp", f"Result<Pair> read() {{\n  {planted}\n  return p;\n}}\n")
                line = 3 if "\n" in planted else 2
                self.assert_refused(f"src/trade/trade.cpp:{line}: TRY stands behind another element")

    def test_a_try_that_leaks_nothing_passes(self):
        for harmless in ("One p{TRY(a)};", "Two p{TRY(a), b};", "int x = 1, y = TRY(b);", "f(a, TRY(b));",
                         "Pair p{f(a, TRY(b)), c};", "Pair p{a, [] { int x = TRY(b); return x; }()};",
                         "if (x) { for (auto const& [a, b] : TRY(c)) { g(a, b); } }", "// Pair p{a, TRY(b)};",
                         "say(\"{a, TRY(b)}\");", "long n = 1'000, m{TRY(b)};"):
            with self.subTest(harmless):
                self.write("trade/trade.cpp", f"Result<Pair> read() {{\n  {harmless}\n  return p;\n}}\n")
                self.assertEqual(self.check()[0], 0, self.check()[1])


if __name__ == "__main__":
    sys.exit(0 if unittest.main(exit=False, verbosity=0).result.wasSuccessful() else 1)
