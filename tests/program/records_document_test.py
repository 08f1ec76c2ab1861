"""docs/records.md tells everything that import takes, with examples that it takes."""

import json
import re
import unittest

from program import ROOT, run
from samples import png, tar_of
from support import ProgramTest

TEXT = (ROOT / "docs/records.md").read_text("utf-8")
RECORDS = re.findall(r"(?ms)^```json\n(.*?)^```", TEXT)
PAGES = re.findall(r"(?ms)^```text\n(.*?)^```", TEXT)


class TheDocumentOfRecords(ProgramTest):
    def test_has_an_example_of_every_format_that_the_program_knows(self):
        source = "".join(file.read_text("utf-8") for file in (ROOT / "src").rglob("*.h"))
        known = set(re.findall(r'k\w+Format = "(allmende-\w+/1)"', source))
        self.assertGreater(len(known), 6)
        self.assertEqual({json.loads(record)["format"] for record in RECORDS}, known)

    def test_has_examples_that_import_takes_one_by_one(self):
        paper = self.new_paper()
        paper.take(tar_of(self.folder / "picture.tar", ("pictures/olde-wiebke.png", png())))
        for number, record in enumerate(RECORDS):
            with self.subTest(record[:60]):
                self.assertEqual(paper.take(self.write(f"{number}.json", record)).counts[0], 1)
        for number, page in enumerate(PAGES):
            self.assertEqual(paper.take(self.write(f"{number + 100}.page.txt", page)).counts, (1, 0, 0, 0))
        self.assert_status(paper.check(), 0)

    def test_has_examples_that_import_takes_together_with_their_picture_from_an_archive(self):
        members = [(f"{number}.json", record.encode()) for number, record in enumerate(RECORDS)]
        done = self.new_paper().take(tar_of(self.folder / "all.tar", *members, ("pictures/olde-wiebke.png", png())))
        self.assertEqual(done.counts, (len(RECORDS) + 1, 0, 0, 0))
        self.assertNotIn("note ", done.errors)

    def test_is_named_by_the_help_of_import_and_by_the_first_page(self):
        self.assertIn("docs/records.md", run("import", "--help").output)
        self.assertIn("(docs/records.md)", (ROOT / "README.md").read_text("utf-8"))


class TheDraftsOfANewPaper(ProgramTest):
    def notes(self, paper):
        check = paper.check()
        self.assert_status(check, 0)
        return [line for line in check.output.splitlines() if line.startswith("note: ")]

    def test_are_imprint_and_privacy_ready_to_be_filled_in_and_imported(self):
        done = run("new", self.folder / "mine", "--language", "de")
        self.assertIn("mine/pages/impressum.json", done.output)
        paper = self.new_paper()
        for slug in ("impressum", "datenschutz"):
            text = (paper.folder / f"pages/{slug}.json").read_text("utf-8")
            self.assertIn("BITTE EINTRAGEN", text)
            filled = re.sub(r"\[BITTE EINTRAGEN: [^\]]*\]", "Hafenblatt eG", text)
            paper.take(self.write(f"{slug}.json", filled))
            self.assertIn("Hafenblatt eG", self.serve(paper).page(f"/{slug}"))
        self.assertEqual(self.notes(paper), [])

    def test_are_missed_by_the_check_until_they_are_in_and_filled_in(self):
        paper = self.new_paper()
        self.assertRegex("\n".join(self.notes(paper)), r"imprint.*pages/impressum\.json")
        paper.take(paper.folder / "pages/impressum.json")
        self.assertRegex("\n".join(self.notes(paper)), r"impressum.*not filled in")

    def test_speak_the_papers_language(self):
        paper = self.new_paper("--language", "en")
        self.assertIn("FILL IN", (paper.folder / "pages/imprint.json").read_text("utf-8"))
        paper.take(paper.folder / "pages/imprint.json", paper.folder / "pages/privacy.json")

    def test_are_kept_by_a_backup(self):
        paper = self.new_paper()
        (paper.folder / "pages/impressum.json").write_text("halb fertig", "utf-8")
        self.assert_status(paper.run("backup", self.folder / "b.tar"), 0)
        self.assert_status(run("restore", self.folder / "b.tar", self.folder / "back"), 0)
        self.assertEqual((self.folder / "back/pages/impressum.json").read_text("utf-8"), "halb fertig")


if __name__ == "__main__":
    unittest.main()
