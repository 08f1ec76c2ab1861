"""Bad input: file, line and reason are named, nothing is half imported, the rest goes on."""

import json
import unittest

from samples import article, line, lines, paragraph
from support import ProgramTest


class BadRecords(ProgramTest):
    """A bad record between two good ones: the good ones are in, of the bad one nothing is."""

    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()

    def between_good_ones(self, bad, *words, kept=(1, 3)):
        bad = bad if isinstance(bad, (str, bytes)) else line(bad)
        bad = bad.encode("utf-8") if isinstance(bad, str) else bad
        file = self.write("mixed.jsonl", lines(article(1)).encode() + bad + b"\n" + lines(article(3)).encode())
        done = self.paper.run("import", file)
        self.assert_status(done, 1)
        self.assertEqual(done.counts, (len(kept), 0, 0, 1), repr(done))
        self.assertEqual(tuple(self.paper.articles()), kept)
        self.assert_refused(done, f"{file}:2", *words)
        self.assertEqual(len(done.refusals), 1)
        self.assert_status(self.paper.check(), 0)

    def test_a_line_that_is_no_json(self):
        self.between_good_ones('{"format":"allmende-article/1","number":2,', "JSON")

    def test_a_line_of_rubbish(self):
        self.between_good_ones("Guten Morgen", "JSON")

    def test_an_unknown_key_with_the_nearest_known_one(self):
        self.between_good_ones(article(2, headlne="Schreibfehler"), '"headlne"', '"headline"')

    def test_an_unknown_key_in_a_block(self):
        block = {"id": "b1", "type": "paragraph", "text": [{"t": "Moin", "mark": ["strong"]}]}
        self.between_good_ones(article(2, block), "body.blocks[0].text[0]", '"mark"', '"marks"')

    def test_a_key_twice(self):
        self.between_good_ones(line(article(2))[:-1] + ',"section":"politik"}', "section", "twice")

    def test_an_unknown_block(self):
        self.between_good_ones(article(2, {"id": "b1", "type": "video", "url": "https://x.example"}),
                               "body.blocks[0]", "paragraph")

    def test_an_unknown_mark(self):
        block = {"id": "b1", "type": "paragraph", "text": [{"t": "Moin", "marks": ["blink"]}]}
        self.between_good_ones(article(2, block), "body.blocks[0].text[0].marks")

    def test_a_block_identity_twice(self):
        self.between_good_ones(article(2, paragraph("eins", "b1"), paragraph("zwei", "b1")),
                               "body.blocks[1].id", "another block")

    def test_an_unknown_format(self):
        self.between_good_ones(article(2, format="allmende-article/9"), "allmende-article/9")

    def test_no_format(self):
        self.between_good_ones(article(2, format=None), "format")

    def test_no_object(self):
        self.between_good_ones("17", "object")

    def test_a_wrong_type(self):
        self.between_good_ones(article(2, headline=7), "headline", "string", "number")

    def test_a_text_for_a_number(self):
        self.between_good_ones(article("2"), "number")

    def test_a_fraction_for_a_number(self):
        self.between_good_ones(article(2.5), "number")

    def test_a_negative_number(self):
        self.between_good_ones(article(-2), "number")

    def test_an_article_without_a_headline(self):
        self.between_good_ones(article(2, headline=None), "headline")

    def test_an_article_without_a_number(self):
        self.between_good_ones(article(None), "number")

    def test_json_too_deep(self):
        self.between_good_ones(line(article(2))[:-1] + ',"x":' + "[" * 2000 + "]" * 2000 + "}", "deep")

    def test_a_headline_too_long(self):
        self.between_good_ones(article(2, headline="x" * 2000), "headline", "long")

    def test_too_many_blocks(self):
        blocks = [paragraph("x", f"b{number}") for number in range(5001)]
        self.between_good_ones(article(2, *blocks), "body.blocks")

    def test_a_line_without_an_end(self):
        self.between_good_ones('{"x":"' + "x" * 9_000_000 + '"}', "bytes")

    def test_bytes_that_are_no_utf8(self):
        self.between_good_ones(line(article(2, headline="XX")).encode().replace(b"XX", b"\xff\xfe"), "UTF-8")

    def test_a_half_surrogate(self):
        self.between_good_ones(line(article(2, headline="XX")).replace("XX", "\\ud800"))

    def test_the_character_zero(self):
        self.between_good_ones(line(article(2, headline="XX")).replace("XX", "a\\u0000b"), "U+0000")

    def test_published_without_an_instant(self):
        self.between_good_ones(article(2, published=None), "published")

    def test_an_instant_that_is_none(self):
        self.between_good_ones(article(2, published="2026-02-30T05:00:00Z"), "published")

    def test_an_instant_without_its_zone(self):
        self.between_good_ones(article(2, published="2026-02-20T05:00:00"), "published")

    def test_withdrawn_without_a_reason(self):
        self.between_good_ones(article(2, state="withdrawn"), "withdraw")

    def test_a_state_that_is_none(self):
        self.between_good_ones(article(2, state="veröffentlicht"), "state")

    def test_a_language_that_is_none(self):
        self.between_good_ones(article(2, language="deutsch und so"), "language")

    def test_a_slug_that_is_none(self):
        self.between_good_ones(article(2, slug="../../etc/passwd"), "slug")

    def test_a_link_to_a_script(self):
        block = {"id": "b1", "type": "paragraph", "text": [{"t": "x", "marks": [{"link": "javascript:alert(1)"}]}]}
        self.between_good_ones(article(2, block), "body.blocks[0].text[0].marks[0]", "https://")

    def test_an_embed_of_a_script(self):
        block = {"id": "b1", "type": "embed", "provider": "youtube", "url": "javascript:alert(1)", "title": "x"}
        self.between_good_ones(article(2, block), "body.blocks[0].url", "https://")

    def test_an_embed_of_a_script_behind_blanks_and_capitals(self):
        block = {"id": "b1", "type": "embed", "provider": "youtube", "url": " JaVaScRiPt:alert(1)", "title": "x"}
        self.between_good_ones(article(2, block), "body.blocks[0].url")

    def test_a_picture_that_lies_elsewhere(self):
        picture = {"file": "../../paper.sqlite", "alt": "x", "credit": "x"}
        self.between_good_ones(article(2, lead_picture=picture), "lead_picture")


class TheFirstLine(ProgramTest):
    def test_when_it_is_bad_stops_no_other(self):
        paper = self.new_paper()
        file = self.write("mixed.jsonl", '{"oops\n' + lines(article(2), article(3)))
        done = paper.run("import", file)
        self.assert_status(done, 1)
        self.assertEqual(done.counts, (2, 0, 0, 1), repr(done))
        self.assert_refused(done, f"{file}:1", "JSON")


class PlacesInFilesOfManyLines(ProgramTest):
    def test_a_slip_in_the_json_is_named_with_its_line(self):
        broken = json.dumps(article(1), indent=2).replace('"section": ', '"section" ')
        number = next(place for place, text in enumerate(broken.splitlines(), 1) if '"section" ' in text)
        done = self.new_paper().run("import", self.write("one.json", broken))
        self.assert_status(done, 1)
        self.assert_refused(done, "one.json", f"line {number}")

    def test_a_refused_element_of_an_array_is_named_and_the_others_are_in(self):
        paper = self.new_paper()
        file = self.write("many.json", json.dumps([article(1), article(2, kickr="x"), article(3)], indent=2))
        done = paper.run("import", file)
        self.assert_status(done, 1)
        self.assertEqual(done.counts, (2, 0, 0, 1))
        self.assert_refused(done, "many.json", "[1]", '"kickr"', '"kicker"')
        self.assertEqual(list(paper.articles()), [1, 3])

    def test_a_refused_field_of_one_article_is_named_by_its_path(self):
        record = article(1, paragraph("x"), {"id": "b2", "type": "video"})
        done = self.new_paper().run("import", self.write("one.json", json.dumps(record, indent=2)))
        self.assert_refused(done, "one.json", "body.blocks[1].type")


class FilesThatAreNone(ProgramTest):
    """Each beside a good file, in front of it."""

    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()
        self.good = self.write_records("good.jsonl", article(1))

    def refused_in_front_of_a_good_one(self, file, *words):
        done = self.paper.run("import", file, self.good)
        self.assert_status(done, 1)
        self.assertEqual(done.counts, (1, 0, 0, 1), repr(done))
        self.assert_refused(done, str(file), *words)
        self.assertEqual(list(self.paper.articles()), [1])
        self.assert_status(self.paper.check(), 0)

    def test_a_file_that_is_not_there(self):
        self.refused_in_front_of_a_good_one(self.folder / "missing.jsonl", "cannot be read")

    def test_a_folder(self):
        folder = self.folder / "folder"
        folder.mkdir()
        self.refused_in_front_of_a_good_one(folder, "cannot be read")

    def test_a_folder_with_the_name_of_a_file(self):
        folder = self.folder / "folder.jsonl"
        folder.mkdir()
        self.refused_in_front_of_a_good_one(folder, "cannot be read")

    def test_an_empty_text(self):
        self.refused_in_front_of_a_good_one(self.write("empty.txt", ""), "empty")

    def test_a_program(self):
        self.refused_in_front_of_a_good_one(self.write("program", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40))

    def test_a_program_by_the_name_of_articles(self):
        self.refused_in_front_of_a_good_one(self.write("program.json", b"\x7fELF\x02\x01\x01" + bytes(5000)))

    def test_a_text_by_the_name_of_an_archive(self):
        self.refused_in_front_of_a_good_one(self.write("archive.tar", "Guten Morgen " * 100), "tar")

    def test_a_text_in_another_encoding(self):
        page = "Überschrift\n\nGestern war Flut in Osterfleet, sagten alle.\n"
        self.refused_in_front_of_a_good_one(self.write("page.txt", page.encode("latin-1")), "UTF-8")


if __name__ == "__main__":
    unittest.main()
