"""docs/article.schema.json, for those who write articles with programs of their own, says what the importer says."""

import copy
import datetime
import json
import re
import unittest

import jsonschema

from program import ROOT
from samples import lines, paragraph
from support import ProgramTest

SCHEMA = json.loads((ROOT / "docs/article.schema.json").read_text("utf-8"))
FORMATS = jsonschema.FormatChecker(formats=["date"])

RUNS = [{"t": "Das sagt "}, {"t": "sie", "marks": ["strong", {"link": "https://example.org/?a=1&b=2"}]},
        {"t": " laut", "marks": ["emphasis"]}]

# With every field and every kind of block.
FULL = {
    "format": "allmende-article/1", "number": 1, "slug": "kran-steht", "state": "withdrawn", "language": "de-AT",
    "genre": "analysis", "kicker": "Hafen", "headline": "Der Kran steht", "deck": "Seit gestern",
    "dateline": ["Osterfleet", "Kiel"], "section": "hafen", "topics": ["Arbeit"],
    "authors": [{"name": "Mira Petersen"}, {"name": "Jula Brandt", "role": "illustration"}],
    "sources": ["dpa"], "edited": True, "credit": "hb/dpa",
    "lead_picture": {"file": "kran.webp", "alt": "Ein Kran", "credit": "Zeichnung: hb", "caption": "Am Kai"},
    "body": {"version": 1, "blocks": [
        {"id": "a", "type": "paragraph", "text": RUNS},
        {"id": "b", "type": "subheading", "text": [{"t": "Was folgt"}]},
        {"id": "c", "type": "quote", "text": [{"t": "Wir warten."}], "attribution": "Jens"},
        {"id": "d", "type": "list", "ordered": True, "items": [[{"t": "eins"}], [{"t": "zwei"}]]},
        {"id": "e", "type": "picture", "file": "kai.png", "alt": "Der Kai", "credit": "hb", "caption": "Leer"},
        {"id": "f", "type": "infobox", "title": "Der Kran",
         "blocks": [paragraph("Baujahr 1961", "g"), {"id": "h", "type": "list", "items": [[{"t": "drei"}]]}]},
        {"id": "i", "type": "interview", "question": [{"t": "Warum?"}], "answer": [[{"t": "Darum."}]]},
        {"id": "j", "type": "separator"},
        {"id": "k", "type": "embed", "provider": "Film", "url": "https://example.org/f", "title": "Ein Film"}]},
    "see_pages": ["4", "B8"], "placements": [{"issue": "2026-11-21", "page": "1", "order": 2}],
    "published": "2026-11-21T05:00:00Z", "updated": "2026-11-21T08:00:00.5+01:00",
    "corrections": [{"at": "2026-11-21T09:00:00Z", "text": "Es ist ein anderer Kran."}],
    "withdrawal": {"at": "2026-11-21T10:00:00Z", "reason": "Es gibt keinen Kran."},
    "advertising": False, "appeals": False}

# What stands in place of a value. The schema counts characters, the importer bytes: here they are one.
OTHERS = [None, True, 0, 7, 1.5, 10**12, "", "x", "Ein Satz, ganz gewöhnlich.", "kran.gif", "../kran.png", "-a", "a--b",
          "http://example.org", "javascript:alert(1)", "https://example.org/ b", "2026-02-30", "2026-11-21",
          "2026-11-21T05:00:00", "2026-11-21T25:00:00Z", "2026-02-30T05:00:00Z", "published", "draft", "quote",
          "a" * 121, "a" * 401, "a" * 1201, "a" * 2001, [], [[]], [7], ["x"], [""], {}, {"x": 1},
          {"t": ""}, ["x"] * 51, ["x"] * 201, ["x"] * 501, [[{"t": "x"}]] * 501]


def without(key):
    return {name: value for name, value in FULL.items() if name != key}


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value):
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value, re.A):
        return False
    return not isinstance(value, str) or bool(datetime.datetime.fromisoformat(value))


VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=FORMATS)


def places(value, path=()):
    """Every place in a record, the whole one first."""
    yield path
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from places(member, (*path, key))


def at(record, path):
    for key in path:
        record = record[key]
    return record


def planted():
    """Says what was done, and the record: each place gone, or something else in its place, or with another key."""
    for path in places(FULL):
        if isinstance(at(FULL, path), dict):
            record = copy.deepcopy(FULL)
            at(record, path)["unknown"] = "x"
            yield f"{path} with a key more", record
        if not path or path == ("number",):
            continue
        record = copy.deepcopy(FULL)
        del at(record, path[:-1])[path[-1]]
        yield f"{path} gone", record
        for other in OTHERS:
            record = copy.deepcopy(FULL)
            at(record, path[:-1])[path[-1]] = other
            yield f"{path} is {str(other)[:40]}", record


class TheSchema(ProgramTest):
    def test_is_one(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def assert_valid(self, record, name):
        mistakes = [f"{list(mistake.path)}: {mistake.message[:200]}" for mistake in VALIDATOR.iter_errors(record)]
        self.assertEqual(mistakes, [], name)

    def test_takes_every_article_of_the_demonstration_paper(self):
        files = sorted((ROOT / "demo/hafenblatt/articles").glob("*.json"))
        self.assertGreater(len(files), 50)
        for file in files:
            self.assert_valid(json.loads(file.read_text("utf-8")), file.name)

    def test_takes_what_export_writes(self):
        paper = self.demonstration()
        published = without("withdrawal") | {"number": 2, "state": "published"}
        paper.take(self.write_records("full.jsonl", FULL, published))
        articles = paper.articles()
        self.assertEqual(len(articles), 62)
        self.assertEqual(articles[1].keys(), FULL.keys(), "nothing that was given is lost")
        for number, record in articles.items():
            self.assert_valid(record, number)


class SchemaAndImporter(ProgramTest):
    def refused_lines(self, records):
        done = self.new_paper().run("import", self.write("planted.jsonl", lines(*records)))
        self.assertIn(done.status, (0, 1), repr(done)[:2000])
        found = [re.search(r"planted\.jsonl:(\d+)", line) for line in done.refusals]
        self.assertNotIn(None, found)
        return {int(line.group(1)): refusal for line, refusal in zip(found, done.refusals)}

    def test_take_and_refuse_the_same(self):
        cases = [(what, record | {"number": number} if "number" in record else record)
                 for number, (what, record) in enumerate(planted(), start=1)]
        self.assertGreater(len(cases), 3000)
        refused = self.refused_lines([FULL | {"number": 10**6}] + [record for _, record in cases])
        self.assertNotIn(1, refused, "the article that all are made from")
        self.assertGreater(len(refused), len(cases) // 2)
        self.assertLess(len(refused), len(cases))
        differing = []
        for line, (what, record) in enumerate(cases, start=2):
            taken = VALIDATOR.is_valid(record)
            if taken == (line in refused):
                differing.append(f"{what}: " + (f"schema takes, but {refused[line][:150]}" if taken else "only the schema refuses"))
        self.assertEqual(len(differing), 0, "\n".join(differing[:60]))

    def test_refuse_both_what_is_plainly_wrong(self):
        draft = without("withdrawal") | {"state": "draft"}
        cases = {
            "another format": FULL | {"format": "allmende-article/2"},
            "no such state": FULL | {"state": "gone"},
            "no number": without("number"),
            "a number as a word": FULL | {"number": "1"},
            "withdrawn without a reason": without("withdrawal"),
            "a draft with a withdrawal": FULL | {"state": "draft"},
            "published without an instant": {key: value for key, value in draft.items() if key != "published"}
                                            | {"state": "published"},
            "a misspelt field": FULL | {"headlin": "x"},
            "markup for a body": FULL | {"body": "<p>Text</p>"},
            "a body of tomorrow": FULL | {"body": FULL["body"] | {"version": 2}},
            "a block of no kind": FULL | {"body": {"version": 1, "blocks": [{"id": "a", "type": "script"}]}},
            "a box in a box": FULL | {"body": {"version": 1, "blocks": [
                {"id": "a", "type": "infobox", "blocks": [{"id": "b", "type": "infobox", "blocks": [paragraph("x", "c")]}]}]}},
            "a link that runs": FULL | {"body": {"version": 1, "blocks": [{"id": "a", "type": "paragraph", "text": [
                {"t": "x", "marks": [{"link": "javascript:alert(1)"}]}]}]}},
            "a paragraph beyond all measure": FULL | {"deck": "a" * 400_001},
            "a moment without a zone": FULL | {"published": "2026-11-21T05:00:00"},
        }
        refused = self.refused_lines(cases.values())
        for line, (what, record) in enumerate(cases.items(), start=1):
            with self.subTest(what):
                self.assertFalse(VALIDATOR.is_valid(record))
                self.assertIn(line, refused)
        self.assertNotIn(1, self.refused_lines([draft]), "which would be right")

    def test_differ_only_where_a_schema_cannot_say_it(self):
        twice = FULL | {"body": {"version": 1, "blocks": [paragraph("eins", "a"), paragraph("zwei", "a")]}}
        bytes_not_characters = FULL | {"headline": "ö" * 1200}
        refused = self.refused_lines([twice, bytes_not_characters])
        self.assertEqual(list(refused), [1, 2])
        for record in (twice, bytes_not_characters):
            self.assertTrue(VALIDATOR.is_valid(record))


if __name__ == "__main__":
    unittest.main()
