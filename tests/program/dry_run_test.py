"""`import --dry-run` says what an import would do, and leaves everything as it is."""

import unittest

from samples import article, files_beneath, png
from support import ProgramTest

PAGE = """Krabben bleiben teuer

Wer am Fischmarkt ein Kilo Krabben kauft, zahlt so viel wie seit zehn Jahren nicht. Das Frühjahr war kalt.

Eine Änderung ist nicht in Sicht, sagen die Fischer, und zucken mit den Schultern.
"""


class ADryRun(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()
        self.paper.take(self.write_records("first.jsonl", article(1), article(2)), self.write("kran.png", png()))
        self.temporary = self.folder / "temporary"
        self.temporary.mkdir()
        self.paper.more = {"TMPDIR": str(self.temporary)}
        self.files = [
            self.write_records("more.jsonl", article(1), article(2, headline="Anders"), article(3),
                               {"format": "allmende-section/1", "slug": "kai", "name": "Kai", "order": 1},
                               article(4) | {"state": "none"}),
            self.write("1009243.seite.txt", PAGE), self.write("1009243.noch-eine.txt", PAGE + "\nNoch ein Absatz.\n"),
            self.write("steg.png", png(70, 50)), self.write("kaputt.png", b"kein Bild"), self.write("kran2/kran.png", png(9, 9))]

    def dry(self, *files):
        return self.paper.run("import", "--dry-run", "-v", *files, "--date", "2026-11-21T06:00:00Z")

    def test_leaves_every_byte_of_the_paper_as_it_was_and_nothing_behind(self):
        before = files_beneath(self.paper.folder)
        self.dry(*self.files)
        self.assertEqual(files_beneath(self.paper.folder), before)
        self.assertEqual(list(self.temporary.iterdir()), [])

    def test_says_what_the_import_then_does(self):
        dry = self.dry(*self.files)
        self.assertIn("nothing was stored", dry.output)
        done = self.paper.run("import", "-v", *self.files, "--date", "2026-11-21T06:00:00Z")
        self.assertEqual(dry.output.replace("This was a dry run: nothing was stored.\n", ""), done.output)
        self.assertEqual((dry.errors, dry.status), (done.errors, done.status))
        self.assertEqual(done.status, 1)
        new, changed, unchanged, refused = done.counts
        self.assertGreaterEqual(new, 3)
        self.assertEqual((changed, unchanged), (1, 1))
        self.assertGreaterEqual(refused, 3)

    def test_of_what_is_there_already_finds_it_unchanged(self):
        self.assertEqual(self.dry(self.folder / "first.jsonl", self.folder / "kran.png").counts, (0, 0, 3, 0))

    def test_of_a_whole_paper_takes_all_of_it(self):
        tar = self.demonstration().export_tar(self.folder / "paper.tar")
        paper = self.new_paper()
        before = files_beneath(paper.folder)
        new, _, _, refused = paper.run("import", "--dry-run", tar).counts
        self.assertGreater(new, 80)
        self.assertEqual(refused, 0)
        self.assertEqual(files_beneath(paper.folder), before)

    def test_runs_while_the_paper_is_served(self):
        server = self.serve(self.paper)
        self.dry(*self.files)
        self.assertEqual(server.get("/artikel/3").status, 404)
        self.assertNotIn("Anders", server.page("/"))


if __name__ == "__main__":
    unittest.main()
