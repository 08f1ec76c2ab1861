"""What an import says of its own accord: what it wrote over, what came twice, what is named and not there."""

import os
import pty
import subprocess
import unittest

from program import PROGRAM, environment
from samples import article, paragraph, png
from support import ProgramTest

SECTION = {"format": "allmende-section/1", "slug": "hafen", "name": "Hafen", "order": 1}


class WatchedTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()
        self.paper.take(self.write_records("sections.jsonl", SECTION))

    def notes(self, done):
        return [line for line in done.errors.splitlines() if line.startswith("note ")]


class WritingOver(WatchedTest):
    def test_another_article_is_said_with_both_headlines(self):
        self.paper.take(self.write_records("one.jsonl", article(7, headline="Der Bagger kommt")))
        file = self.write_records("two.jsonl", article(7, headline="Krabben bleiben teuer"))
        done = self.paper.take(file)
        self.assertRegex(done.output, rf"changed +article 7  \({file}:1\)")
        self.assertIn('its headline was "Der Bagger kommt" and is now "Krabben bleiben teuer"', done.output)

    def test_of_a_text_alone_names_the_article_and_no_headline(self):
        self.paper.take(self.write_records("one.jsonl", article(7)))
        done = self.paper.take(self.write_records("two.jsonl", article(7, paragraph("Die Flut kam zu spät."))))
        self.assertRegex(done.output, "changed +article 7 ")
        self.assertNotIn("headline", done.output)


class OneNumberTwice(WatchedTest):
    def test_with_different_contents_in_one_import_keeps_the_first_and_names_both_places(self):
        first = self.write_records("a.jsonl", article(1), article(7, headline="Der Bagger kommt"))
        second = self.write_records("b.jsonl", article(7, headline="Krabben bleiben teuer"), article(8))
        done = self.paper.run("import", first, second)
        self.assert_status(done, 1)
        self.assertEqual(done.counts, (3, 0, 0, 1))
        self.assert_refused(done, f"{second}:1", f"{first}:2", "7")
        self.assertEqual(self.paper.articles()[7]["headline"], "Der Bagger kommt")

    def test_with_the_same_content_is_nothing_to_speak_of(self):
        file = self.write_records("a.jsonl", article(7), article(7))
        self.assertEqual(self.paper.take(file).counts, (1, 0, 1, 0))

    def test_in_two_imports_changes_the_article(self):
        self.paper.take(self.write_records("a.jsonl", article(7)))
        changed = self.write_records("b.jsonl", article(7, headline="Krabben bleiben teuer"))
        self.assertEqual(self.paper.take(changed).counts, (0, 1, 0, 0))


class AMissingPicture(WatchedTest):
    DRAWN = {"id": "b2", "type": "picture", "file": "kran.png", "alt": "Ein Kran", "credit": "Zeichnung: hb"}
    LED = {"file": "fehlt.jpg", "alt": "Die Flut", "credit": "Foto: hb"}

    def test_is_named_once_with_the_article(self):
        file = self.write_records("a.jsonl", article(1, lead_picture=self.LED), article(2, lead_picture=self.LED))
        notes = self.notes(self.paper.take(file))
        self.assertEqual(len(notes), 1, notes)
        self.assertIn("picture fehlt.jpg is not there", notes[0])
        self.assertIn(f"article 1, {file}:1", notes[0])

    def test_within_the_text_is_named_too(self):
        done = self.paper.take(self.write_records("a.jsonl", article(1, paragraph("Ein Kran."), self.DRAWN)))
        self.assertRegex("\n".join(self.notes(done)), "kran.png.*article 1")

    def test_that_comes_behind_its_article_is_not_missing(self):
        file = self.write_records("a.jsonl", article(1, paragraph("Ein Kran."), self.DRAWN))
        self.assertEqual(self.notes(self.paper.take(file, self.write("kran.png", png()))), [])

    def test_is_a_note_of_the_check_and_no_finding(self):
        self.paper.take(self.write_records("a.jsonl", article(1, lead_picture=self.LED)))
        check = self.paper.check()
        self.assert_status(check, 0)
        self.assertRegex(check.output, r"(?m)^note: picture fehlt\.jpg is not there \(article 1\)$")
        self.assertIn("All is well.", check.output)


class ANewSection(WatchedTest):
    def test_is_named_with_the_known_one_that_may_be_meant(self):
        notes = self.notes(self.paper.take(self.write_records("a.jsonl", article(1, section="haven"))))
        self.assertEqual(len(notes), 1, notes)
        self.assertIn('new section "haven"; is it "hafen"?', notes[0])

    def test_is_named_alone_when_nothing_is_like_it(self):
        done = self.paper.take(self.write_records("a.jsonl", article(1, section="wissenschaft")))
        self.assertRegex(self.notes(done)[0], r'new section "wissenschaft" \(article 1')

    def test_needs_no_word_when_its_record_comes_too(self):
        record = SECTION | {"slug": "haven", "name": "Haven"}
        done = self.paper.take(self.write_records("a.jsonl", article(1, section="haven"), record))
        self.assertEqual(self.notes(done), [])

    def test_needs_no_word_the_second_time(self):
        self.paper.take(self.write_records("a.jsonl", article(1, section="haven")))
        self.assertEqual(self.notes(self.paper.take(self.write_records("b.jsonl", article(2, section="haven")))), [])


class AnIssueWithoutItsRecord(WatchedTest):
    PRINTED = article(1, placements=[{"issue": "2026-11-20", "page": "2", "order": 1}])

    def test_is_named(self):
        notes = self.notes(self.paper.take(self.write_records("a.jsonl", self.PRINTED)))
        self.assertRegex("\n".join(notes), r"issue 2026-11-20 has no record.*article 1")

    def test_needs_no_word_when_its_record_comes_too(self):
        issue = {"format": "allmende-issue/1", "date": "2026-11-20", "pages": [{"label": "2"}]}
        self.assertEqual(self.notes(self.paper.take(self.write_records("a.jsonl", self.PRINTED, issue))), [])


class Progress(WatchedTest):
    """On a terminal; a file of errors holds errors."""

    def test_is_a_line_that_moves_and_is_wiped(self):
        mine, its = pty.openpty()
        self.addCleanup(os.close, mine)
        with open(its, "wb", closefd=True) as terminal:
            subprocess.run([PROGRAM, "import", self.paper.folder, self.write("kran.png", png())], check=True,
                           stdout=subprocess.DEVNULL, stderr=terminal, env=environment())
        shown = os.read(mine, 10_000).decode()
        self.assertIn("1 records, at picture kran.png …", shown)
        self.assertTrue(shown.endswith("\r\x1b[K"), repr(shown))

    def test_is_nothing_elsewhere(self):
        self.assertEqual(self.paper.take(self.write("kran.png", png())).errors, "")


if __name__ == "__main__":
    unittest.main()
