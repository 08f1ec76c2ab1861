"""The command line: it teaches, it says what is wrong on standard error, and its exit status means something.

0 all is well · 1 some input was refused, or a check has findings · 2 the paper or the command's values are
refused · 64 the command line is wrong · 70 the machine fails.
"""

import os
import re
import socket
import stat
import subprocess
import unittest

from program import PROGRAM, environment, run
from samples import article, files_beneath, lines
from support import ProgramTest

COMMANDS = ("new", "serve", "import", "remove", "export", "backup", "restore", "confirm-restore", "check", "config")


class Help(ProgramTest):
    def test_names_every_command(self):
        done = run("--help")
        self.assert_status(done, 0)
        for command in COMMANDS:
            self.assertRegex(done.output, rf"(?m)^  {command} ")
        self.assertEqual(done.errors, "")

    def test_of_every_command_has_an_example_that_the_command_line_takes(self):
        for command in COMMANDS:
            with self.subTest(command):
                done = run(command, "--help")
                self.assert_status(done, 0)
                examples = re.findall(r"Example:\n  allmende (\S+) ", done.output)
                self.assertEqual(examples, [command], done.output)

    def test_of_every_command_explains_every_option_and_argument(self):
        for command in COMMANDS:
            with self.subTest(command):
                for name, explanation in re.findall(r"(?m)^  (-\S+|[A-Z]+)\b[^\n]*?(?: {2,}|\n {20,})(\S[^\n]*)$",
                                                    run(command, "--help").output):
                    self.assertGreater(len(explanation), 7, f"{command} {name}")

    def test_works_without_a_paper_and_changes_nothing(self):
        run("new", self.folder / "none", "--help")
        self.assertFalse((self.folder / "none").exists())


class AWrongCommandLine(ProgramTest):
    def assert_usage(self, *words):
        done = run(*words)
        self.assert_status(done, 64)
        self.assertEqual(done.output, "", "messages go to standard error")
        self.assertGreater(len(done.errors), 10)
        return done

    def test_without_a_command(self):
        self.assert_usage()

    def test_with_an_unknown_command_names_it(self):
        self.assertIn("pulbish", self.assert_usage("pulbish", "paper").errors)

    def test_with_an_unknown_option_names_it(self):
        self.assertIn("--prot", self.assert_usage("serve", "paper", "--prot", "80").errors)

    def test_without_the_folder(self):
        for command in COMMANDS:
            with self.subTest(command):
                self.assert_usage(command)

    def test_without_a_file_to_import(self):
        self.assert_usage("import", "paper")

    def test_with_a_port_that_is_none(self):
        self.assertIn("--port", self.assert_usage("serve", "paper", "--port", "99999").errors)

    def test_with_a_language_that_the_program_does_not_speak(self):
        self.assert_usage("new", self.folder / "paper", "--language", "tlh")


class WithoutAPaper(ProgramTest):
    def test_every_command_says_how_to_make_one(self):
        for words in (["serve"], ["import", "x.jsonl"], ["remove", "appeal", "x"], ["export"], ["backup", "x.tar"], ["check"], ["config"]):
            with self.subTest(words[0]):
                done = run(words[0], self.folder / "none", *words[1:])
                self.assert_status(done, 2)
                self.assertEqual(done.output, "")
                self.assertIn("allmende new", done.errors)
                self.assertFalse((self.folder / "none").exists())


class New(ProgramTest):
    def test_makes_an_empty_paper_that_is_in_order(self):
        paper = self.new_paper("--name", "Der Deich", "--language", "de")
        self.assert_status(paper.check(), 0)
        self.assertEqual(paper.export(), b"")
        self.assertIn('name = "Der Deich"', paper.settings.read_text("utf-8"))

    def test_takes_a_name_with_quotation_marks_and_umlauts(self):
        paper = self.new_paper("--name", 'Das "Östliche" \\ Blatt')
        server = self.serve(paper)
        self.assertIn("Das &quot;Östliche&quot; \\ Blatt", server.page("/").replace("&#34;", "&quot;"))

    def test_never_touches_a_paper_that_is_there(self):
        paper = self.new_paper()
        key = (paper.folder / "operator.key").read_bytes()
        done = run("new", paper.folder)
        self.assert_status(done, 2)
        self.assertIn(str(paper.folder), done.errors)
        self.assertEqual((paper.folder / "operator.key").read_bytes(), key)

    def test_refuses_a_folder_that_holds_something_else(self):
        self.write("mine/diary.txt", "Liebes Tagebuch")
        done = run("new", self.folder / "mine")
        self.assert_status(done, 2)
        self.assertEqual(os.listdir(self.folder / "mine"), ["diary.txt"])

    def test_refuses_a_file(self):
        file = self.write("file", "x")
        done = run("new", file)
        self.assertIn(done.status, (2, 70), repr(done))
        self.assertEqual(file.read_bytes(), b"x")

    def test_keeps_password_settings_and_database_from_other_users(self):
        paper = self.new_paper()
        for name in ("operator.key", "allmende.toml", "paper.sqlite"):
            mode = stat.S_IMODE((paper.folder / name).stat().st_mode)
            self.assertEqual(mode & 0o007, 0, f"{name} has {mode:o}")

    def test_gives_each_paper_a_password_of_its_own(self):
        keys = {(self.new_paper().folder / "operator.key").read_text() for _ in range(2)}
        self.assertEqual(len(keys), 2)


class NothingIsWrittenOver(ProgramTest):
    def test_by_an_export_unless_it_is_told_to(self):
        paper = self.new_paper()
        for name in ("out.jsonl", "out.tar"):
            file = self.write(name, "Liebes Tagebuch")
            done = paper.run("export", "--to", file)
            self.assert_status(done, 2)
            self.assertIn("--replace", done.errors)
            self.assertEqual(file.read_bytes(), b"Liebes Tagebuch")
            self.assert_status(paper.run("export", "--to", file, "--replace"), 0)
            self.assertNotEqual(file.read_bytes(), b"Liebes Tagebuch")

    def test_by_a_restore(self):
        paper = self.new_paper()
        self.assert_status(paper.run("backup", self.folder / "b.tar"), 0)
        diary = self.write("mine/diary.txt", "Liebes Tagebuch")
        for folder in (diary.parent, paper.folder, diary):
            before = files_beneath(self.folder)
            done = run("restore", self.folder / "b.tar", folder)
            self.assert_status(done, 2)
            self.assertIn(str(folder), done.errors)
            self.assertEqual(files_beneath(self.folder), before)


class WhenTheMachineFails(ProgramTest):
    def test_an_export_into_a_full_disk_is_a_fault_and_says_so(self):
        paper = self.new_paper()
        paper.take(self.write_records("one.jsonl", article(1)))
        with open("/dev/full", "wb") as full:
            done = run("export", paper.folder, stdout=full)
        self.assert_status(done, 70)
        self.assertNotEqual(done.errors, "")

    def test_a_port_that_is_taken_is_named(self):
        paper = self.new_paper()
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            done = run("serve", paper.folder, "--port", str(port), "--operator-port", "0")
        self.assertIn(done.status, (2, 70), repr(done))
        self.assertIn(str(port), done.errors)
        self.assertEqual(done.output, "")

    def test_a_database_that_is_none_is_refused_by_every_command(self):
        paper = self.new_paper()
        (paper.folder / "paper.sqlite").write_bytes(b"not a database at all\n" * 400)
        for words in (["export"], ["check"], ["serve", "--port", "0"]):
            with self.subTest(words[0]):
                done = paper.run(*words)
                self.assertIn(done.status, (1, 2, 70), repr(done))
                self.assertIn("paper.sqlite", done.errors + done.output)

    def test_a_reader_of_the_export_that_goes_away_is_no_crash(self):
        paper = self.new_paper()
        paper.take(self.write_records("many.jsonl", *(article(number) for number in range(1, 800))))
        done = subprocess.run(f"'{PROGRAM}' export '{paper.folder}' | head -1", shell=True, capture_output=True,
                              env=environment(), timeout=60)
        self.assertIn(b'"number":1,', done.stdout)


class Messages(ProgramTest):
    SECTION = {"format": "allmende-section/1", "slug": "hafen", "name": "Hafen", "order": 1}

    def test_of_refusals_go_to_standard_error_and_the_count_to_standard_output(self):
        paper = self.new_paper()
        paper.take(self.write_records("section.jsonl", self.SECTION))
        done = paper.run("import", self.write("mixed.jsonl", lines(article(1), "{")))
        self.assert_status(done, 1)
        self.assertEqual(done.output, "1 new, 0 changed, 0 unchanged, 1 refused\n")
        self.assertEqual(len(done.errors.splitlines()), 1)

    def test_name_every_record_when_asked_to(self):
        paper = self.new_paper()
        file = self.write_records("two.jsonl", article(1), article(2))
        done = paper.run("import", "-v", file)
        self.assertEqual(done.output.splitlines(),
                         [f"new        article 1  ({file}:1)", f"new        article 2  ({file}:2)",
                          "2 new, 0 changed, 0 unchanged, 0 refused"])

    def test_hold_no_control_characters_of_the_input(self):
        bad = article(1) | {"form\x1b[2Jat": "x"}
        done = self.new_paper().run("import", self.write_records("bad.jsonl", bad))
        self.assert_status(done, 1)
        self.assertNotIn("\x1b", done.errors)


if __name__ == "__main__":
    unittest.main()
