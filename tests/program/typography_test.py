"""How texts are set on the way in, and what stays as it was written."""

import unittest

from samples import article, paragraph
from support import ProgramTest


class TextsAreSet(ProgramTest):
    STARS = "Leser*innen und Autor*innen"

    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()

    def text_of(self, number):
        return "".join(piece["t"] for piece in self.paper.articles()[number]["body"]["blocks"][0]["text"])

    def test_gender_stars_come_out_of_export_and_page_as_they_were_written(self):
        self.paper.take(self.write_records("one.jsonl", article(
            1, paragraph(f"Die Zeitung gehört ihren {self.STARS}."), headline=self.STARS, deck=self.STARS,
            kicker=self.STARS, topics=[self.STARS])))
        record = self.paper.articles()[1]
        for field in ("headline", "deck", "kicker"):
            self.assertEqual(record[field], self.STARS)
        self.assertEqual(record["topics"], [self.STARS])
        self.assertEqual(self.text_of(1), f"Die Zeitung gehört ihren {self.STARS}.")
        server = self.serve(self.paper)
        page = server.page(f"/artikel/1.{record['slug']}")
        self.assertRegex(page, r"<h1[^>]*>(<[^>]*>)*Leser\*innen und Autor\*innen<")
        self.assertIn(f"gehört ihren {self.STARS}.", page)
        self.assertIn(self.STARS, server.page("/"))
        self.assertIn(self.STARS, server.get("/feed.atom").text)

    def test_straight_quotes_become_guillemets_and_a_second_pass_changes_nothing(self):
        self.paper.take(self.write_records("one.jsonl", article(
            1, paragraph("Sie rief: \"Er hat 'Moin' gesagt!\" Dann ging sie."))))
        self.assertEqual(self.text_of(1), "Sie rief: »Er hat ›Moin‹ gesagt!« Dann ging sie.")
        exported = self.paper.export()
        again = self.new_paper()
        again.take(self.write("again.jsonl", exported))
        self.assertEqual(again.export(), exported)

    def test_an_apostrophe_is_no_quotation_mark(self):
        self.paper.take(self.write_records("one.jsonl", article(1, paragraph("So geht's: \"Ich hab's!\""))))
        self.assertEqual(self.text_of(1), "So geht’s: »Ich hab’s!«")

    def test_the_settings_choose_other_quotes(self):
        self.paper.set_option("quotes", 'quotes = "„…“"')
        self.paper.take(self.write_records("one.jsonl", article(1, paragraph("Er sagte \"Moin\"."))))
        self.assertEqual(self.text_of(1), "Er sagte „Moin“.")

    def test_english_articles_have_english_quotes(self):
        self.paper.take(self.write_records("one.jsonl", article(1, paragraph('She said "ahoy".'), language="en")))
        self.assertEqual(self.text_of(1), "She said “ahoy”.")

    def test_links_stay_as_they_are(self):
        address = "https://hafen.example/a--b?q='x'&r=1...2"
        block = {"id": "b1", "type": "paragraph",
                 "text": [{"t": "Mehr - "}, {"t": "hier", "marks": [{"link": address}]}]}
        self.paper.take(self.write_records("one.jsonl", article(1, block)))
        runs = self.paper.articles()[1]["body"]["blocks"][0]["text"]
        self.assertEqual(runs[-1]["marks"], [{"link": address}])


if __name__ == "__main__":
    unittest.main()
