"""A campaign from its booking to its report: imported while the paper is read, seen, clicked, counted."""

import csv
import io
import json
import re
import time
import unittest

from program import ROOT
from samples import article, png
from support import ProgramTest

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
PAGE = "/artikel/1.die-erste-nachricht"
BREAD = {"format": "allmende-campaign/1", "slug": "brot", "advertiser": "Bäckerei Butt", "label": "Anzeige",
         "title": "Schwarzbrot", "text": "Ab fünf.", "link": "https://butt.example/?a=1", "places": ["article", "list"]}


class ACampaign(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()
        self.paper.take(self.write_records(
            "first.jsonl", {"format": "allmende-section/1", "slug": "hafen", "name": "Hafen", "order": 1},
            article(1, headline="Die erste Nachricht"), article(2, headline="Die traurige Nachricht", advertising=False)))
        self.server = self.serve(self.paper)

    def read(self, path=PAGE, **headers):
        return self.server.get(path, **({"User_Agent": BROWSER} | headers))

    def is_shown(self, path=PAGE, **headers):
        return "Schwarzbrot" in self.read(path, **headers).text

    def book(self, **changes):
        self.paper.take(self.write_records("campaign.jsonl", BREAD | changes))

    def soon(self, condition, what):
        until = time.monotonic() + 10
        while not condition():
            self.assertLess(time.monotonic(), until, f"never: {what}")
            time.sleep(0.05)

    def report(self, *options):
        done = self.paper.run("report", "advertising", *options)
        self.assert_status(done, 0)
        return [tuple(row) for row in csv.reader(io.StringIO(done.output))]

    def test_is_noted_by_check_where_shared_pages_leave_it_out(self):
        self.book()
        self.assertNotIn("brot", self.paper.check().output)
        self.paper.set_option("shared", "shared = true")
        self.assertIn("note: campaign brot is not shown at list", self.paper.check().output)

    def test_is_booked_while_the_paper_is_read_then_seen_clicked_and_reported(self):
        self.assertFalse(self.is_shown())
        self.book()
        self.soon(self.is_shown, "the campaign")
        self.server.stop()
        begun = self.report()
        self.assertEqual(begun[0], ("campaign", "place", "day", "shown", "clicked"))
        self.assertEqual(begun[1][:3], ("brot", "article", "2026-11-23"))
        before = int(begun[1][3])
        self.assertGreaterEqual(before, 1)

        self.server = self.serve(self.paper)
        text = self.read().text
        self.assertIn('<p class="advertisement-label">Anzeige · Bäckerei Butt</p>', text)
        link = re.search(r'<a href="(/werbung/[^"]+)" rel="sponsored nofollow">', text)[1]
        self.assertFalse(self.is_shown("/artikel/2.die-traurige-nachricht"))
        self.assertEqual(self.read(If_None_Match=self.read().headers["etag"]).status, 304)
        self.server.get(PAGE, User_Agent="Googlebot/2.1 (+http://www.google.com/bot.html)")
        self.server.get(PAGE, method="HEAD", User_Agent=BROWSER)
        answer = self.read(link)
        self.assertEqual((answer.status, answer.headers["location"]), (303, "https://butt.example/?a=1"))
        self.assertEqual(answer.headers["cache-control"], "no-store")
        self.assertIn("Disallow: /werbung/", self.server.page("/robots.txt"))
        expected = [("campaign", "place", "day", "shown", "clicked"),
                    ("brot", "article", "2026-11-23", str(before + 3), "1")]
        self.soon(lambda: self.report() == expected, "the report, while the paper is read")
        self.assertEqual(self.server.stop(), 0)
        self.assertEqual(self.report(), expected)
        self.assertEqual(self.report("--to", "2026-11-22"), expected[:1])
        self.assertEqual(self.report("--from", "2026-11-23", "--to", "2026-11-23"), expected)

    def test_is_shown_to_nobody_who_has_said_that_they_give(self):
        self.book()
        self.soon(self.is_shown, "the campaign")
        self.assertFalse(self.is_shown(Cookie="allmende=1.g"))
        self.assertTrue(self.is_shown(Cookie="allmende=1."))

    def test_ends_within_seconds_when_its_cap_is_reached(self):
        self.book(cap_per_day=5)
        self.soon(self.is_shown, "the campaign")
        seen = 0

        def is_over():
            nonlocal seen
            seen += self.is_shown()
            return not self.is_shown()
        self.soon(is_over, "the end")
        self.assertGreaterEqual(seen, 2)
        self.server.stop()
        self.server = self.serve(self.paper)
        self.assertFalse(self.is_shown(), "still the same day")

    def test_loses_no_more_than_seconds_when_the_program_is_killed(self):
        self.book()
        self.soon(self.is_shown, "the campaign")
        self.soon(lambda: len(self.report()) == 2, "the first count")
        time.sleep(4)
        stored = self.report()
        self.server.process.kill()
        self.server.process.wait()
        self.assertEqual(self.report(), stored)

    def test_goes_with_an_export_and_its_counts_stay_in_the_house(self):
        self.paper.take(self.write("brot.png", png(8, 6)))
        picture = {"picture": {"file": "brot.png", "alt": "Ein Brot"}}
        self.book(**picture)
        other = self.new_paper()
        other.take(self.paper.export_tar(self.folder / "paper.tar"))
        self.assertEqual(other.take(self.write_records("campaign.jsonl", BREAD | picture)).counts, (0, 0, 1, 0))
        self.assertEqual(len(other.run("report", "advertising").output.splitlines()), 1)

    def test_whose_picture_is_missing_is_found_by_check(self):
        self.book(picture={"file": "nirgends.png", "alt": "Ein Brot"})
        done = self.paper.run("check")
        self.assert_status(done, 1)
        self.assertIn("campaign brot: the picture nirgends.png is not there", done.output)


class AReport(ProgramTest):
    def test_is_refused_for_what_there_is_no_report_on_and_days_that_are_none(self):
        paper = self.new_paper()
        self.assertNotEqual(paper.run("report", "weather").status, 0)
        done = paper.run("report", "advertising", "--from", "gestern")
        self.assert_status(done, 2)
        self.assertIn("--from", done.errors)


class TheSchema(ProgramTest):
    """docs/campaign.schema.json says what the importer says."""

    FULL = BREAD | {"picture": {"file": "brot.png", "alt": "Ein Brot"}, "language": "de",
                    "from": "2026-11-21T05:00:00Z", "to": "2026-12-21T05:00:00Z", "weight": 3, "cap_per_day": 100}
    OTHERS = [None, True, 0, 1, 1000, 1001, 10**9, 10**9 + 1, 1.5, "", "x", "Werbung", "-a", "a--b", "a" * 121, "a" * 401,
              "http://butt.example", "/beitrag", "//x", "https://butt.example/ b", "javascript:alert(1)", "2026-11-21",
              "2026-11-30T05:00:00Z", [], ["front"], ["front", "front"], ["roof"], ["article", "front", "list", "article-end"],
              {}, {"file": "brot.png"}, {"file": "brot.png", "alt": ""}, {"file": "", "alt": "x"},
              {"file": "brot.png", "alt": "x", "width": 3}]

    def test_takes_and_refuses_the_same(self):
        import jsonschema
        schema = json.loads((ROOT / "docs/campaign.schema.json").read_text("utf-8"))
        checker = jsonschema.FormatChecker()
        checker.checks("date-time")(lambda value: not isinstance(value, str) or
                                    bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value)))
        validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
        records = [self.FULL, {"format": "allmende-campaign/1", "slug": "frei"}, self.FULL | {"wieght": 3}]
        records += [{key: value for key, value in self.FULL.items() if key != without} for without in self.FULL]
        records += [self.FULL | {key: other} for key in self.FULL for other in self.OTHERS]
        paper = self.new_paper()
        done = paper.run("import", self.write("records.jsonl", "".join(json.dumps(record) + "\n" for record in records)))
        refused = {int(number) for number in re.findall(r"^refused [^:]*records\.jsonl:(\d+)", done.errors, re.M)}
        for number, record in enumerate(records, 1):
            self.assertEqual(validator.is_valid(record), number not in refused, record)


if __name__ == "__main__":
    unittest.main()
