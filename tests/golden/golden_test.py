"""What readers get is what pages/ says; every route has a page there.

ALLMENDE_ROUTE_TABLE is the program that says which routes there are.
"""

import difflib
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "program"))

import addresses
import golden
import plain
from support import ServedDemonstration


def difference(name, kept, now):
    lines = difflib.unified_diff(kept.splitlines(), now.splitlines(), f"kept/{name}", f"now/{name}", n=1, lineterm="")
    return "\n".join(list(lines)[:60])


class ToldDemonstration(ServedDemonstration):
    @classmethod
    def prepare(cls):
        golden.told_books.tell(cls.paper.folder)


class Answers(ToldDemonstration):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.answers = golden.ask(cls.server)

    def test_are_those_that_are_kept(self):
        now, kept = golden.kept(self.answers), golden.read()
        for name in sorted(now.keys() | kept.keys()):
            with self.subTest(name):
                self.assertIn(name, kept, "nothing is kept; bin/golden writes it")
                self.assertIn(name, now, "nothing answers so any more; bin/golden takes it away")
                if now[name] != kept[name]:
                    self.fail("bin/golden keeps the new one, if it is meant\n" + difference(name, kept[name], now[name]))

    def test_are_as_long_as_they_say(self):
        for kind, (_, answer) in self.answers.items():
            with self.subTest(kind):
                self.assertEqual(int(answer.headers["content-length"]), len(answer.body))

    def test_can_be_put_together_again_from_what_is_kept(self):
        for kind, (_, answer) in self.answers.items():
            media_type = answer.headers.get("content-type", "")
            if any(word in media_type for word in ("html", "xml", "json")):
                with self.subTest(kind):
                    self.assertEqual(plain.joined(plain.split(answer.text, media_type)), answer.text)

    def test_come_in_every_kind(self):
        statuses = {answer.status for _, answer in self.answers.values()}
        self.assertLessEqual({200, 301, 308, 400, 404, 410}, statuses)


class Routes(ToldDemonstration):
    def test_each_have_an_answer_that_is_kept(self):
        answers = golden.ask(self.server)
        shown = [address for address, answer in answers.values() if answer.status < 400]
        paths = "".join(addresses.path_of(address) + "\n" for address in shown)
        said = subprocess.run([os.environ["ALLMENDE_ROUTE_TABLE"], self.paper.folder], input=paths, text=True,
                              stdout=subprocess.PIPE, check=True, timeout=60).stdout
        patterns, matched = said.split("\n\n")
        self.assertIn("/artikel/{address}", patterns.split("\n"))
        self.assertEqual(len(matched.splitlines()), len(shown))
        missing = set(patterns.split("\n")) - set(matched.splitlines())
        self.assertEqual(missing, set(), "give each of these routes an address in tests/golden/addresses.py")


class WhatIsKept(unittest.TestCase):
    def test_fits_in_a_review(self):
        sizes = {file.name: file.stat().st_size for file in golden.PAGES.glob("*")}
        self.assertLess(sum(sizes.values()), 600_000)
        self.assertLess(max(sizes.values()), 60_000, max(sizes, key=sizes.get))

    def test_names_no_file_by_its_content(self):
        for name, text in golden.read().items():
            self.assertNotRegex(text, r"[0-9a-f]{12}", name)


class Plain(unittest.TestCase):
    def test_counts_pictures_and_knows_those_of_one_srcset_as_one(self):
        text = ('<meta content="/bilder/00000000bb-960.webp"><img src="/bilder/00000000aa-480.webp" '
                'srcset="/bilder/00000000aa-480.webp 480w, /bilder/00000000bb-960.webp 960w">'
                '<img src="/bilder/00000000cc-480.webp">')
        self.assertEqual(plain.without_content_names(text),
                         '<meta content="/bilder/picture-1-960.webp"><img src="/bilder/picture-1-480.webp" '
                         'srcset="/bilder/picture-1-480.webp 480w, /bilder/picture-1-960.webp 960w">'
                         '<img src="/bilder/picture-2-480.webp">')

    def test_breaks_before_elements_and_in_json_outside_of_strings(self):
        self.assertEqual(plain.split("<p>a <b>c</b></p><p>d", "text/html"), "<p>a \n\t<b>c</b></p>\n\t<p>d")
        self.assertEqual(plain.split("<a>\n  <b>", "text/xml"), "<a>\n  <b>")
        self.assertEqual(plain.split(r'{"a,\"{":[1,2]}', "application/json"), '{\n\t"a,\\"{":[1,\n\t2]}')

    def test_refuses_what_could_not_be_put_together_again(self):
        with self.assertRaises(ValueError):
            plain.split("<a>\n\t<b>", "text/html")


if __name__ == "__main__":
    unittest.main()
