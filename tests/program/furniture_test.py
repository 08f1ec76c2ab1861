"""What stands beneath one page of text stands beneath every article once it is taken over: so it is said, left
alone where the paper is at work already, and can be taken out again."""

import json
import time
import unittest

from samples import article, tar_members
from support import ProgramTest

TEXT = """Werbung

{headline}

Nach drei Wochen in der Werft liegt das Schiff vor der Seeschleuse

Osterfleet. Der Bagger arbeitet seit Montag wieder. »Wir haben den Schlick vermisst«, sagte Kapitän Jens Hansen. dpa/hb Seite 3

{title}

Diese Zeitung gehört den Menschen, die sie lesen und schreiben. Unterstützen Sie uns mit Ihrem Beitrag.

Mit Ihrer Unterstützung können wir:

  • unabhängig berichten
  • Themen aufgreifen, die andere liegen lassen

Helfen Sie mit und unterstützen Sie die Zeitung, mit einem freiwilligen Beitrag.
"""


def page(headline="Olde Wiebke baggert wieder", title="Das Hafenblatt bleibt"):
    return TEXT.format(headline=headline, title=title)


class FurnitureTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper("--name", "Hafenblatt")
        self.paper.set_option("sign", 'sign = "hb"')

    def take_page(self, name="1.page.txt", *options, **parts):
        return self.paper.take("--date", "2026-11-20T05:00:00Z", *options, self.write(name, page(**parts)))

    def records(self, kind):
        members = tar_members(self.paper.export_tar(self.folder / f"{len(list(self.folder.iterdir()))}.tar"))
        return [record for record in map(json.loads, members["paper.jsonl"].splitlines())
                if record["format"] == f"allmende-{kind}/1"]

    def titles(self):
        return [record["title"] for record in self.records("appeal")]


class InAnEmptyPaper(FurnitureTest):
    def test_the_report_says_that_the_appeal_now_stands_under_every_article_and_how_to_take_it_out(self):
        done = self.take_page()
        self.assertRegex(done.output, r'APPEAL: "Das Hafenblatt bleibt" now stands under every article')
        self.assertIn(f"allmende remove {self.paper.folder} appeal das-hafenblatt-bleibt", done.output)
        self.assertEqual(self.titles(), ["Das Hafenblatt bleibt"])

    def test_the_report_says_the_same_of_the_place_for_advertising(self):
        done = self.take_page()
        self.assertIn("above the text of every article", done.output)
        self.assertIn(f"allmende remove {self.paper.folder} advertisement freier-platz", done.output)

    def test_the_first_appeal_is_kept_and_another_of_a_later_page_left_out_with_a_word(self):
        self.take_page()
        done = self.take_page("2.page.txt", headline="Krabben bleiben teuer", title="Das Blatt lebt von Ihnen")
        self.assertRegex(done.output, r'appeal: left out; the paper keeps its own, "das-hafenblatt-bleibt".*--appeal')
        self.assertEqual(self.titles(), ["Das Hafenblatt bleibt"])

    def test_the_same_appeal_beneath_the_next_page_needs_no_word(self):
        self.take_page()
        self.assertNotIn("--appeal", self.take_page("2.page.txt", headline="Krabben bleiben teuer").output)


class InAPaperAtWork(FurnitureTest):
    def setUp(self):
        super().setUp()
        self.paper.take(self.write_records("one.jsonl", article(7)))

    def test_a_page_brings_neither_appeal_nor_advertising(self):
        done = self.take_page()
        self.assertRegex(done.output, "appeal: left out; this paper held articles before")
        self.assertEqual((self.records("appeal"), self.records("campaign")), ([], []))

    def test_the_appeal_is_taken_over_when_it_is_asked_for(self):
        self.assertIn("now stands under every article", self.take_page("1.page.txt", "--appeal").output)
        self.assertEqual(self.titles(), ["Das Hafenblatt bleibt"])

    def test_an_appeal_that_is_not_shown_for_another_is_not_said_to_be(self):
        self.take_page("1.page.txt", "--appeal")
        done = self.take_page("2.page.txt", "--appeal", headline="Krabben bleiben teuer", title="Zeit für Ihren Beitrag")
        self.assertNotIn("now stands", done.output)
        self.assertRegex(done.output, '"das-hafenblatt-bleibt" is shown.*remove .* appeal das-hafenblatt-bleibt')


class Removing(FurnitureTest):
    def setUp(self):
        super().setUp()
        self.take_page()

    def remove(self, kind, slug, *options):
        return self.paper.run("remove", kind, slug, *options)

    def article_page(self):
        server = self.serve(self.paper, clock=None)
        shown = server.page("/artikel/1.olde-wiebke-baggert-wieder")
        server.stop()
        return shown

    def test_takes_the_appeal_from_under_every_article(self):
        self.assertIn("Das Hafenblatt bleibt", self.article_page())
        self.assert_status(self.remove("appeal", "das-hafenblatt-bleibt"), 0)
        self.assertNotIn("Das Hafenblatt bleibt", self.article_page())
        self.assertEqual(self.titles(), [])

    def test_is_seen_at_once_by_a_paper_that_is_being_served(self):
        server = self.serve(self.paper, clock=None)
        path = "/artikel/1.olde-wiebke-baggert-wieder"
        self.assertIn("Das Hafenblatt bleibt", server.page(path))
        self.assert_status(self.remove("appeal", "das-hafenblatt-bleibt"), 0)
        patience = time.monotonic() + 20
        while "Das Hafenblatt bleibt" in server.page(path):
            self.assertLess(time.monotonic(), patience, "the removed appeal is still shown")
            time.sleep(0.05)

    def test_takes_the_advertisement_out(self):
        self.assert_status(self.remove("advertisement", "freier-platz"), 0)
        self.assertEqual(self.records("campaign"), [])

    def test_prints_the_record_that_brings_it_back(self):
        before = self.records("appeal")
        done = self.remove("appeal", "das-hafenblatt-bleibt")
        self.assertEqual(self.records("appeal"), [])
        self.paper.take(self.write("back.jsonl", done.output))
        self.assertEqual(self.records("appeal"), before)

    def test_lasts_though_the_page_is_read_again_or_another_like_it(self):
        self.remove("appeal", "das-hafenblatt-bleibt")
        self.take_page()
        self.take_page("2.page.txt", headline="Krabben bleiben teuer")
        self.assertEqual(self.titles(), [])

    def test_in_a_dry_run_removes_nothing(self):
        done = self.remove("appeal", "das-hafenblatt-bleibt", "--dry-run")
        self.assert_status(done, 0)
        self.assertIn("dry run", done.errors)
        self.assertEqual(self.titles(), ["Das Hafenblatt bleibt"])

    def test_of_what_there_is_not_names_those_that_there_are(self):
        done = self.remove("appeal", "hafenblatt")
        self.assert_status(done, 2)
        self.assertIn("das-hafenblatt-bleibt", done.errors)


if __name__ == "__main__":
    unittest.main()
