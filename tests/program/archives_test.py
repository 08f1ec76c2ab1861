"""Archives and pictures that are not what they should be."""

import tarfile
import unittest

from samples import article, files_beneath, lines, paragraph, png, tar_of
from support import ProgramTest


class BadArchives(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()
        self.good = self.write_records("good.jsonl", article(1))

    def test_one_that_is_cut_off_is_refused_and_the_next_file_is_read(self):
        articles = lines(*(article(number, paragraph("Flut. " * 500)) for number in range(2, 30))).encode()
        whole = tar_of(self.folder / "whole.tar", ("kran.png", png()), ("articles.jsonl", articles)).read_bytes()
        for length in (len(whole) // 2, 700, 100):
            file = self.write("cut.tar", whole[:length])
            done = self.paper.run("import", file, self.good)
            self.assert_status(done, 1)
            self.assert_refused(done, "cut.tar")
            self.assertIn(1, self.paper.articles(), f"cut after {length} bytes")
        self.assert_status(self.paper.check(), 0)

    def test_one_that_is_cut_off_leaves_no_half_article(self):
        whole = tar_of(self.folder / "whole.tar", ("articles.jsonl", lines(article(2)).encode())).read_bytes()
        done = self.paper.run("import", self.write("cut.tar", whole[:700]))
        self.assert_status(done, 1)
        self.assertEqual(list(self.paper.articles()), [])

    def refused_member(self, member):
        file = tar_of(self.folder / "odd.tar", ("first.jsonl", lines(article(2)).encode()), member,
                      ("last.jsonl", lines(article(3)).encode()))
        before = files_beneath(self.folder)
        done = self.paper.run("import", file, self.good)
        self.assert_status(done, 1)
        self.assert_refused(done, "odd.tar", member[0] if isinstance(member, tuple) else member.name)
        self.assertEqual(list(self.paper.articles()), [1, 2, 3], "the rest goes on")
        after = files_beneath(self.folder)
        beyond = [name for name in after if name not in before and not name.startswith(self.paper.folder.name)]
        self.assertEqual(beyond, [])
        self.assert_status(self.paper.check(), 0)

    def test_a_name_that_leads_out(self):
        self.refused_member(("../outside.jsonl", lines(article(4)).encode()))

    def test_a_name_from_the_root(self):
        self.refused_member((str(self.folder / "outside.jsonl"), lines(article(4)).encode()))

    def test_a_symbolic_link(self):
        link = tarfile.TarInfo("link.jsonl")
        link.type, link.linkname = tarfile.SYMTYPE, str(self.good)
        self.refused_member(link)

    def test_a_hard_link(self):
        link = tarfile.TarInfo("link.jsonl")
        link.type, link.linkname = tarfile.LNKTYPE, "first.jsonl"
        self.refused_member(link)

    def test_a_device(self):
        device = tarfile.TarInfo("zero.jsonl")
        device.type, device.devmajor, device.devminor = tarfile.CHRTYPE, 1, 5
        self.refused_member(device)

    def test_a_bad_line_within_is_named_with_archive_file_and_line(self):
        file = tar_of(self.folder / "bad.tar",
                      ("deep/articles.jsonl", lines(article(2), "{", article(3)).encode()))
        done = self.paper.run("import", file)
        self.assert_status(done, 1)
        self.assert_refused(done, f"{file}/deep/articles.jsonl:2")
        self.assertEqual(list(self.paper.articles()), [2, 3])


class BadPictures(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()
        self.good = self.write_records("good.jsonl", article(1))

    def refused_picture(self, name, content, *words):
        before = files_beneath(self.paper.folder / "pictures")
        done = self.paper.run("import", self.write(name, content), self.good)
        self.assert_status(done, 1)
        self.assertEqual(done.counts[3], 1, repr(done))
        self.assert_refused(done, name, *words)
        self.assertEqual(list(self.paper.articles()), [1])
        self.assert_status(self.paper.check(), 0)
        self.assertEqual(files_beneath(self.paper.folder / "pictures"), before, "nothing of it is left")

    def test_one_that_is_cut_off(self):
        whole = png(400, 300)
        self.refused_picture("half.png", whole[:len(whole) * 2 // 3], "damaged or cut off")

    def test_a_text_by_the_name_of_a_picture(self):
        self.refused_picture("text.png", "Ich bin kein Bild, ich bin ein Text.\n" * 20, "picture")

    def test_an_empty_file(self):
        self.refused_picture("empty.webp", "")

    def test_a_page_of_markup_by_the_name_of_a_picture(self):
        self.refused_picture("drawing.webp", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

    def test_other_bytes_under_a_name_that_is_taken(self):
        first = self.write("one/kran.png", png(colour=(1, 2, 3)))
        self.paper.take(first)
        self.refused_picture("two/kran.png", png(colour=(9, 8, 7)), "another picture has this name")

    def test_a_name_with_blanks_and_umlauts(self):
        self.refused_picture("Mein Krän.png", png(), "lower-case")


if __name__ == "__main__":
    unittest.main()
