"""A page as plain text, as old archives hold it: what each line was taken for, and the page it becomes."""

import html
import json
import re
import unittest

from program import ROOT
from samples import article, tar_members
from support import ProgramTest

DESIGN_PAGE = ROOT / "../shared/design/page.txt"

DREDGER = """Anzeige

Olde Wiebke baggert wieder

Nach drei Wochen in der Werft liegt das Schiff vor der Seeschleuse

  • Lesedauer: 2 Min.

Osterfleet. Der Eimerkettenbagger »Olde Wiebke« arbeitet seit Montag wieder. »Wir haben den Schlick vermisst«, sagte Kapitän Jens Hansen.

Die Hafenbehörde rechnet mit vier Wochen. Bis dahin bleibt die Einfahrt auf sieben Meter begrenzt, Leser*innen und Lotsinnen wissen das. dpa/hb Seite 3
"""

BARE = """Krabben bleiben teuer

Wer am Fischmarkt ein Kilo Krabben kauft, zahlt so viel wie seit zehn Jahren nicht. Die Händlerinnen nennen das kalte Frühjahr als Grund.

Eine Änderung ist nicht in Sicht, sagen die Fischer, und zucken mit den Schultern.
"""


class PageTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper("--name", "Hafenblatt")
        self.paper.set_option("sign", 'sign = "hb"')

    def take_page(self, text, *options, name="1009243.page.txt"):
        done = self.paper.run("import", *options, self.write(name, text))
        self.assert_status(done, 0)
        self.assertEqual(done.counts, (1, 0, 0, 0))
        return done

    def told(self, done):
        """(line, element, excerpt) of each finding."""
        return [(int(line), element, rest) for line, element, rest in
                re.findall(r"(?m)^ {6,}line (\d+) +((?:[a-z-]+ )*?[a-z-]+)(?:  +| \(unsure[^)]*\)[: ] *)(.*)$", done.output)]

    def shown(self, path):
        page = self.serve(self.paper, clock=None).page(path)
        main = page.split("<main", 1)[1].split("</main>")[0]
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", main)))


class AWholePage(PageTest):
    def test_is_told_apart_line_by_line(self):
        told = [(line, element) for line, element, _ in self.told(self.take_page(DREDGER))]
        self.assertEqual(told, [(1, "ad label"), (3, "headline"), (5, "deck"), (7, "reading time"), (9, "dateline"),
                                (9, "paragraph"), (11, "paragraph"), (11, "credit"), (11, "see pages")])

    def test_has_a_dateline_of_two_words_when_the_paper_has_written_from_there_before(self):
        page = BARE.replace("Wer am", "Alte Liebe. Wer am")
        self.take_page(page, name="501.page.txt")
        self.paper.take(self.write_records("two.jsonl", *(article(number, dateline=["Alte Liebe"]) for number in (1, 2))))
        self.take_page(page + "\nDoch.\n", name="502.page.txt")
        articles = self.paper.articles()
        self.assertEqual(articles[501].get("dateline"), None)
        self.assertEqual(articles[502]["dateline"], ["Alte Liebe"])

    def test_becomes_an_article_of_these_parts(self):
        self.take_page(DREDGER, "--section", "hafen", "--date", "2026-11-20T05:00:00Z")
        record = self.paper.articles()[1009243]
        self.assertEqual(record["headline"], "Olde Wiebke baggert wieder")
        self.assertEqual(record["slug"], "olde-wiebke-baggert-wieder")
        self.assertEqual(record["deck"], "Nach drei Wochen in der Werft liegt das Schiff vor der Seeschleuse")
        self.assertEqual(record["dateline"], ["Osterfleet"])
        self.assertEqual((record["sources"], record["edited"]), (["dpa"], True))
        self.assertEqual(record["see_pages"], ["3"])
        self.assertEqual((record["section"], record["published"]), ("hafen", "2026-11-20T05:00:00Z"))
        texts = ["".join(piece["t"] for piece in block["text"]) for block in record["body"]["blocks"]]
        self.assertEqual(len(texts), 2)
        self.assertTrue(texts[0].startswith("Der Eimerkettenbagger »Olde Wiebke«"), texts)
        self.assertTrue(texts[1].endswith("Leser*innen und Lotsinnen wissen das."), texts)

    def test_has_its_number_from_the_name_of_the_file(self):
        self.take_page(DREDGER, name="17.olde-wiebke.txt")
        self.assertEqual(list(self.paper.articles()), [17])

    def test_without_a_number_in_its_name_gets_the_next_one(self):
        self.take_page(DREDGER, name="17.olde-wiebke.txt")
        self.take_page(BARE, name="krabben.txt")
        self.assertEqual(list(self.paper.articles()), [17, 18])

    def test_never_takes_the_number_of_another_article(self):
        self.take_page(DREDGER, name="17.olde-wiebke.txt")
        done = self.paper.run("import", self.write("17.krabben.txt", BARE))
        self.assert_status(done, 1)
        self.assert_refused(done, "17.krabben.txt", "17")
        self.assertEqual(self.paper.articles()[17]["headline"], "Olde Wiebke baggert wieder")

    def test_read_again_changes_nothing(self):
        self.take_page(DREDGER)
        exported = self.paper.export()
        self.assertEqual(self.paper.take(self.folder / "1009243.page.txt").counts, (0, 0, 1, 0))
        self.assertEqual(self.paper.export(), exported)

    def test_is_shown_with_every_part_in_its_order(self):
        self.take_page(DREDGER, "--date", "2026-11-20T05:00:00Z")
        shown = self.shown("/artikel/1009243.olde-wiebke-baggert-wieder")
        places = [shown.find(part) for part in
                  ("Olde Wiebke baggert wieder", "Nach drei Wochen", "Lesedauer", "Osterfleet", "Der Eimerkettenbagger",
                   "Leser*innen und Lotsinnen wissen das.", "dpa/hb", "Seite 3")]
        self.assertNotIn(-1, places, shown)
        self.assertEqual(places, sorted(places), shown)

    def test_ending_lines_as_windows_does_is_the_same_page(self):
        self.take_page(DREDGER, "--date", "2026-11-20T05:00:00Z")
        other = self.new_paper("--name", "Hafenblatt")
        other.set_option("sign", 'sign = "hb"')
        file = self.write("w/1009243.page.txt", "\ufeff" + DREDGER.replace("\n", "\r\n"))
        other.take("--date", "2026-11-20T05:00:00Z", file)
        self.assertEqual(other.export(), self.paper.export())


class TheSamePageAgain(PageTest):
    def test_with_one_word_corrected_is_said_to_look_like_the_article_that_it_may_correct(self):
        self.take_page(BARE, name="501.krabben.txt")
        done = self.take_page(BARE.replace("zucken", "lachen"), name="krabben-neu.txt")
        self.assertRegex(done.output, r"looks like article 501 .*name the file 501\.krabben-bleiben-teuer\.txt")

    def test_under_the_number_of_its_article_corrects_it_and_keeps_the_rest(self):
        self.take_page(BARE, "--date", "2026-11-20T05:00:00Z", "--section", "hafen", name="501.krabben.txt")
        done = self.paper.take(self.write("501.neu.txt", BARE.replace("zucken", "lachen")))
        self.assertEqual(done.counts, (0, 1, 0, 0))
        record = self.paper.articles()[501]
        self.assertIn("lachen", json.dumps(record))
        self.assertEqual((record["section"], record["published"]), ("hafen", "2026-11-20T05:00:00Z"))
        self.assertNotIn("date", done.output.replace("date: was", ""))

    def test_with_another_date_or_section_changes_them_and_says_so(self):
        self.take_page(BARE, "--date", "2026-11-20T05:00:00Z", name="501.krabben.txt")
        done = self.paper.take("--date", "2026-11-19T05:00:00Z", "--section", "hafen", self.folder / "501.krabben.txt")
        self.assertEqual(done.counts, (0, 1, 0, 0))
        self.assertIn("date: was 2026-11-20T05:00:00Z, is now 2026-11-19T05:00:00Z", done.output)
        self.assertIn("section: was nachrichten, is now hafen", done.output)
        self.assertEqual(self.paper.articles()[501]["published"], "2026-11-19T05:00:00Z")

    def test_under_another_number_keeps_its_own_and_says_so(self):
        self.take_page(BARE, name="501.krabben.txt")
        done = self.paper.take(self.write("777.krabben.txt", BARE))
        self.assertEqual(done.counts, (0, 0, 1, 0))
        self.assertRegex(done.output, "is article 501 already.*777 is not given")
        self.assertEqual(list(self.paper.articles()), [501])


class WhatIsUnsure(PageTest):
    def test_is_said_of_a_page_without_its_date(self):
        self.assertRegex(self.take_page(BARE).output, r"date \(unsure\).*--date")

    def test_is_not_said_when_the_date_is_given(self):
        self.assertNotIn("unsure", self.take_page(DREDGER, "--date", "2026-11-20T05:00:00Z").output)

    def test_is_said_of_a_line_that_could_be_two_things(self):
        page = "Schluss.\n\nKurz\n\nEin Satz, der ein Vorspann sein kann oder schon der Text\n"
        self.assertIn("unsure", self.take_page(page, "--date", "2026-11-20T05:00:00Z").output)

    def test_nothing_of_a_bare_page_is_dropped(self):
        self.take_page(BARE, "--date", "2026-11-20T05:00:00Z")
        record = self.paper.articles()[1009243]
        self.assertEqual(record["headline"], "Krabben bleiben teuer")
        self.assertNotIn("dateline", record)
        text = " ".join("".join(piece["t"] for piece in block["text"]) for block in record["body"]["blocks"])
        self.assertEqual(" ".join([record["headline"], record.get("deck", ""), text]).split(), BARE.split())


class WrongPages(PageTest):
    def test_a_date_that_is_none_is_refused_before_anything_is_read(self):
        done = self.paper.run("import", "--date", "gestern", self.write("page.txt", BARE))
        self.assert_status(done, 2)
        self.assertIn("--date", done.errors)
        self.assertEqual(self.paper.export(), b"")

    def test_a_section_that_is_none_is_refused(self):
        done = self.paper.run("import", "--section", "Häfen & Meer", self.write("page.txt", BARE))
        self.assert_status(done, 2)
        self.assertIn("--section", done.errors)

    def test_a_page_of_blanks_is_empty(self):
        done = self.paper.run("import", self.write("page.txt", " \n\t\n\n"))
        self.assert_status(done, 1)
        self.assert_refused(done, "page.txt", "empty")

    def test_a_page_with_markup_shows_it_as_text(self):
        self.take_page(BARE.replace("Fischmarkt", "<script>alert(1)</script> Fischmarkt"),
                       "--date", "2026-11-20T05:00:00Z")
        page = self.serve(self.paper, clock=None).page("/artikel/1009243.krabben-bleiben-teuer")
        self.assertNotIn("<script>alert", page)
        self.assertIn("&lt;script", page)


class ThePageOfTheDesign(PageTest):
    """The page that the paper is measured by."""

    def setUp(self):
        super().setUp()
        if not DESIGN_PAGE.exists():
            self.skip_with_a_word(f"{DESIGN_PAGE.name} is not there")
        self.paper.set_option("sign", 'sign = "nd"')
        self.text = DESIGN_PAGE.read_text("utf-8")

    def test_is_told_apart(self):
        told = [(line, element) for line, element, _ in self.told(self.take_page(self.text))]
        self.assertEqual(told[:8], [(1, "ad label"), (3, "headline"), (5, "deck"), (7, "reading time"),
                                    (9, "dateline"), (9, "paragraph"), (9, "credit"), (9, "see pages")])
        self.assertEqual([element for _, element in told[8:]],
                         ["appeal title"] + ["appeal text"] * 3 + ["appeal lead-in"] + ["appeal purpose"] * 5 +
                         ["appeal closing"])

    def test_becomes_an_article_page_with_every_element_in_its_order(self):
        self.take_page(self.text, "--date", "2022-01-12T18:00:00Z")
        shown = self.shown("/artikel/1009243.nato-und-russland-wieder-im-dialog")
        parts = [part.strip(" •→") for part in self.text.splitlines() if part.strip()]
        body = parts.pop(4)
        town, rest = body.split(". ", 1)
        text, credit = rest.split(" Agenturen/nd ")
        parts[4:4] = [town, text, "Agenturen/nd", credit]
        places, at = [], 0
        for part in parts:
            part = re.sub(r"\s+", " ", part)
            place = shown.find(part, at)
            if place == -1 and part == "Werbung":  # the label stands where the advertisement does
                self.assertRegex(shown, "Werbung|Anzeige")
                continue
            self.assertGreaterEqual(place, 0, f"{part!r} is not behind the part before it in:\n{shown}")
            places.append(place)
            at = place
        self.assertEqual(places, sorted(places))

    def test_leaves_the_appeal_as_an_appeal_of_the_paper(self):
        self.take_page(self.text)
        records = tar_members(self.paper.export_tar(self.folder / "p.tar"))["paper.jsonl"].splitlines()
        appeals = [record for record in map(json.loads, records) if record["format"] == "allmende-appeal/1"]
        self.assertEqual(len(appeals), 1)
        self.assertEqual(appeals[0]["title"], "Das »nd« bleibt. Dank Ihnen.")
        self.assertEqual(len(appeals[0]["text"]), 3)
        self.assertEqual(len(appeals[0]["purposes"]), 5)
        self.assertIn("Leser*innen und Autor*innen", appeals[0]["text"][0])
        self.assertIn("solidarischen Finanzierung", appeals[0]["closing"])

    def test_read_again_changes_nothing(self):
        self.take_page(self.text)
        before = self.paper.export_tar(self.folder / "before.tar").read_bytes()
        self.assertEqual(self.paper.take(self.folder / "1009243.page.txt").counts, (0, 0, 1, 0))
        self.assertEqual(self.paper.export_tar(self.folder / "after.tar").read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
