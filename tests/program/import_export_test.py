"""What goes out comes in again: export, import into a new paper, export."""

import json
import re
import unittest

from samples import article, line, lines, paragraph, png, tar_members
from support import ProgramTest

DRAWN = {"id": "b2", "type": "picture", "file": "kran.png", "alt": "Ein Kran", "credit": "Zeichnung: hb"}


class ExportOfTheDemonstrationPaper(ProgramTest):
    def test_imported_into_a_new_paper_gives_the_same_bytes(self):
        paper = self.demonstration()
        first = paper.export()
        self.assertEqual(len(first.splitlines()), 60)
        other = self.new_paper()
        self.assertEqual(other.take(self.write("all.jsonl", first)).counts, (60, 0, 0, 0))
        self.assertEqual(other.export(), first)

    def test_to_a_file_holds_what_standard_output_holds(self):
        paper = self.demonstration()
        done = paper.run("export", "--to", self.folder / "out.jsonl")
        self.assert_status(done, 0)
        self.assertEqual((self.folder / "out.jsonl").read_bytes(), paper.export())

    def test_does_not_depend_on_the_order_of_the_lines(self):
        first = self.demonstration().export()
        other = self.new_paper()
        other.take(self.write("backwards.jsonl", b"\n".join(reversed(first.splitlines()))))
        self.assertEqual(other.export(), first)

    def test_holds_every_article_that_was_written_for_it(self):
        numbers = list(self.demonstration().articles())
        self.assertEqual(numbers, list(range(2001, 2061)))

    def test_names_nothing_of_the_machine(self):
        exported = self.demonstration().export().decode("utf-8")
        self.assertNotIn(str(self.folder), exported)


class ExportToATar(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.demonstration()
        self.tar = self.paper.export_tar(self.folder / "paper.tar")

    def test_holds_articles_records_and_pictures_and_nothing_else(self):
        names = tar_members(self.tar)
        self.assertIn("articles.jsonl", names)
        self.assertIn("paper.jsonl", names)
        rest = [name for name in names if not name.endswith(".jsonl")]
        self.assertGreater(len(rest), 20)
        for name in rest:
            self.assertRegex(name, r"^pictures/[a-z0-9-]+\.(webp|png|jpe?g)$")

    def test_holds_the_articles_of_the_plain_export(self):
        self.assertEqual(tar_members(self.tar)["articles.jsonl"], self.paper.export())

    def test_keeps_no_password(self):
        self.assertNotIn(self.paper.password.encode(), self.tar.read_bytes())

    def test_made_twice_gives_the_same_bytes(self):
        self.assertEqual(self.paper.export_tar(self.folder / "again.tar").read_bytes(), self.tar.read_bytes())

    def test_imported_into_a_new_paper_gives_the_same_paper_pictures_included(self):
        other = self.new_paper("--name", "Hafenblatt")
        self.assertEqual(other.take(self.tar).counts[3], 0)
        self.assertEqual(other.export(), self.paper.export())
        self.assertEqual(other.export_tar(self.folder / "again.tar").read_bytes(), self.tar.read_bytes())
        check = other.check()
        self.assert_status(check, 0)
        self.shows_the_pictures(other)

    def shows_the_pictures(self, paper):
        server = self.serve(paper)
        number, record = next((number, record) for number, record in paper.articles().items()
                              if "lead_picture" in record and record["state"] == "published")
        page = server.page(f"/artikel/{number}.{record['slug']}")
        sources = re.findall(r'<img[^>]* src="(/bilder/[^"]+)"', page)
        self.assertGreater(len(sources), 0, page)
        for source in sources:
            picture = server.get(source)
            self.assertEqual(picture.status, 200, source)
            self.assertEqual(picture.headers["content-type"], "image/jpeg")
            self.assertEqual(picture.body[:3], b"\xff\xd8\xff")


class TheSameFileAgain(ProgramTest):
    def changes(self, paper):
        """What the operator's page says of the change log."""
        server = self.serve(paper)
        page = server.get("/", port=server.operator_port, Authorization=paper.signed())
        self.assertEqual(page.status, 200, repr(page))
        server.stop()
        return int(re.search(r"Changes so far</dt><dd>(\d+)<", page.text).group(1))

    def test_changes_nothing_neither_export_nor_change_log(self):
        paper = self.demonstration()
        tar = paper.export_tar(self.folder / "paper.tar")
        exported, changes = paper.export(), self.changes(paper)
        self.assertGreater(changes, 60)
        for _ in range(2):
            created, changed, unchanged, refused = paper.take(tar).counts
            self.assertEqual((created, changed, refused), (0, 0, 0))
            self.assertGreater(unchanged, 90)
        self.assertEqual(paper.export(), exported)
        self.assertEqual(self.changes(paper), changes)

    def test_twice_in_one_command_is_read_once(self):
        file = self.write_records("one.jsonl", article(1), article(2))
        self.assertEqual(self.new_paper().take(file, file).counts, (2, 0, 2, 0))

    def test_with_straight_quotes_is_unchanged_though_the_paper_keeps_set_ones(self):
        paper = self.new_paper()
        file = self.write_records("one.jsonl", article(1, paragraph('"Moin", sagte sie - und "ging".')))
        self.assertEqual(paper.take(file).counts, (1, 0, 0, 0))
        self.assertEqual(paper.take(file).counts, (0, 0, 1, 0))

    def test_with_another_text_changes_the_one_article(self):
        paper = self.new_paper()
        paper.take(self.write_records("old.jsonl", article(1), article(2)))
        changed = self.write_records("new.jsonl", article(1), article(2, headline="Anders"))
        self.assertEqual(paper.take(changed).counts, (0, 1, 1, 0))
        self.assertEqual(paper.articles()[2]["headline"], "Anders")


class FilesInAnyOrder(ProgramTest):
    RECORDS = (
        {"format": "allmende-section/1", "slug": "hafen", "name": "Am Hafen", "order": 1},
        {"format": "allmende-author/1", "name": "Mira Petersen", "description": "Schreibt über Schiffe."},
        {"format": "allmende-issue/1", "date": "2026-11-20", "number": 3,
         "pages": [{"label": "1", "title": "Titel"}, {"label": "2", "title": "Hafen"}]})
    ARTICLE = article(1, paragraph("Ein Kran."), DRAWN, authors=[{"name": "Mira Petersen", "role": "text"}],
                      placements=[{"issue": "2026-11-20", "page": "2", "order": 1}])

    def test_give_the_same_paper(self):
        files = [self.write_records("records.jsonl", *self.RECORDS),
                 self.write_records("article.jsonl", self.ARTICLE), self.write("kran.png", png())]
        tars, pages = [], []
        for number, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 0, 2)]):
            paper = self.new_paper()
            paper.take(*(files[place] for place in order))
            self.assert_status(paper.check(), 0)
            tars.append(paper.export_tar(self.folder / f"{number}.tar").read_bytes())
            server = self.serve(paper)
            pages.append([server.page(path) for path in ("/", "/artikel/1.nachricht-1", "/ressort/hafen",
                                                         "/von/mira-petersen", "/ausgabe/2026-11-20/seite/2")])
            server.stop()
        self.assertEqual(tars[0], tars[1])
        self.assertEqual(tars[0], tars[2])
        self.assertEqual(pages[0], pages[1])
        self.assertEqual(pages[0], pages[2])
        self.assertIn("Am Hafen", pages[0][2])


class ShapesOfFiles(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()

    def test_one_article_over_many_lines(self):
        file = self.write("one.json", json.dumps(article(1), indent=2))
        self.assertEqual(self.paper.take(file).counts, (1, 0, 0, 0))

    def test_one_article_over_many_lines_behind_a_blank_line(self):
        file = self.write("one.json", "\n" + json.dumps(article(1), indent=2))
        self.assertEqual(self.paper.take(file).counts, (1, 0, 0, 0))

    def test_an_array_over_many_lines(self):
        file = self.write("many.json", json.dumps([article(1), article(2)], indent=2))
        self.assertEqual(self.paper.take(file).counts, (2, 0, 0, 0))

    def test_an_array_on_one_line(self):
        file = self.write("many.json", json.dumps([article(1), article(2)]))
        self.assertEqual(self.paper.take(file).counts, (2, 0, 0, 0))

    def test_what_follows_an_array_is_not_dropped_in_silence(self):
        done = self.paper.run("import", self.write("both.jsonl", "[]\n" + lines(article(1))))
        created, _, _, refused = done.counts
        self.assertEqual(created + refused, 1, repr(done))

    def test_lines_that_end_as_windows_ends_them(self):
        file = self.write("lines.jsonl", lines(article(1), article(2)).replace("\n", "\r\n"))
        self.assertEqual(self.paper.take(file).counts, (2, 0, 0, 0))

    def test_a_byte_order_mark_in_front(self):
        file = self.write("lines.jsonl", "\ufeff" + lines(article(1), article(2)))
        self.assertEqual(self.paper.take(file).counts, (2, 0, 0, 0))

    def test_no_line_end_at_the_end(self):
        file = self.write("lines.jsonl", lines(article(1), article(2)).rstrip("\n"))
        self.assertEqual(self.paper.take(file).counts, (2, 0, 0, 0))

    def test_blank_lines_between(self):
        file = self.write("lines.jsonl", line(article(1)) + "\n\n \n" + line(article(2)) + "\n")
        self.assertEqual(self.paper.take(file).counts, (2, 0, 0, 0))

    def test_a_name_in_capitals(self):
        file = self.write("LINES.JSON", lines(article(1)))
        self.assertEqual(self.paper.take(file).counts, (1, 0, 0, 0))

    def test_an_empty_file_of_articles_brings_nothing(self):
        self.assertEqual(self.paper.take(self.write("none.jsonl", "")).counts, (0, 0, 0, 0))

    def test_more_articles_than_a_batch_holds(self):
        file = self.write_records("many.jsonl", *(article(number) for number in range(1, 1203)))
        self.assertEqual(self.paper.take(file).counts, (1202, 0, 0, 0))
        self.assertEqual(list(self.paper.articles()), list(range(1, 1203)))


if __name__ == "__main__":
    unittest.main()
