"""What cannot be done is said with its reason and with what to do about it."""

import os
import socket
import subprocess
import unittest

from program import run
from samples import article, lines
from support import ProgramTest

NOBODY = 65534


class ReasonsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.folder.chmod(0o755)

    def as_nobody(self, *words):
        """As a user who owns nothing: root may read everything."""
        if os.geteuid() != 0:
            self.skip_with_a_word("only root can run the program as another user")
        return run(*words, user=NOBODY, group=NOBODY, extra_groups=[])


class Rights(ReasonsTest):
    def test_a_folder_that_may_not_be_read_is_not_told_to_be_none(self):
        paper = self.new_paper()
        paper.folder.chmod(0o700)
        for words in (["check"], ["export"], ["serve"], ["config"]):
            done = self.as_nobody(words[0], paper.folder)
            self.assert_status(done, 2)
            self.assertIn("the user that it belongs to", done.errors)
            self.assertNotIn("allmende new", done.errors)

    def test_settings_that_may_not_be_read_are_said(self):
        paper = self.new_paper()
        paper.folder.chmod(0o755)
        done = self.as_nobody("config", paper.folder)
        self.assert_status(done, 2)
        self.assertIn("this user may not read it", done.errors)

    def test_a_database_that_may_only_be_read_is_said_before_anything_is_tried(self):
        paper = self.new_paper()
        paper.folder.chmod(0o755)
        for file in paper.folder.iterdir():
            if file.is_file():
                file.chmod(0o644)
        done = self.as_nobody("import", paper.folder, "x.jsonl")
        self.assert_status(done, 2)
        self.assertIn("paper.sqlite", done.errors)
        self.assertIn("the user that it belongs to", done.errors)

    def test_a_new_paper_in_a_foreign_folder_is_refused_with_the_folder(self):
        for place in (self.folder / "mine", self.folder / "mine/deeper"):
            done = self.as_nobody("new", place)
            self.assert_status(done, 2)
            self.assertIn(f"may not write in {self.folder}", done.errors)

    def test_a_file_to_import_is_refused_with_its_reason(self):
        paper = self.new_paper()
        (self.folder / "f").mkdir()
        for file, reason in ((self.folder / "none.jsonl", "there is no such file"), (self.folder / "f", "it is a folder")):
            self.assert_refused(paper.run("import", file), "cannot be read", reason)


class TornThings(ReasonsTest):
    def test_a_torn_database_is_said_with_the_way_out(self):
        paper = self.new_paper()
        paper.take(self.write_records("many.jsonl", *(article(number) for number in range(1, 300))))
        content = bytearray((paper.folder / "paper.sqlite").read_bytes())
        content[4096:] = b"\x55" * (len(content) - 4096)
        (paper.folder / "paper.sqlite").write_bytes(content)
        done = paper.run("export")
        self.assertNotEqual(done.status, 0)
        self.assertIn("backup", done.errors)

    def test_a_restore_of_a_file_that_is_not_there_says_so(self):
        done = run("restore", self.folder / "none.tar", self.folder / "back")
        self.assert_status(done, 2)
        self.assertIn("there is no such file", done.errors)

    def test_a_restore_of_an_export_says_what_it_is(self):
        tar = self.new_paper().export_tar(self.folder / "p.tar")
        done = run("restore", tar, self.folder / "back")
        self.assert_status(done, 2)
        self.assertRegex(done.errors, "this is an export.*import")
        self.assertFalse((self.folder / "back").exists())


class TheKey(ReasonsTest):
    def test_that_others_can_read_is_found_with_a_remedy(self):
        paper = self.new_paper()
        (paper.folder / "operator.key").chmod(0o644)
        check = paper.check()
        self.assert_status(check, 1)
        self.assertIn(f"chmod 600 {paper.folder}/operator.key", check.output)
        self.assertIn("1 finding\n", check.output)

    def test_that_is_missing_is_found(self):
        paper = self.new_paper()
        (paper.folder / "operator.key").unlink()
        check = paper.check()
        self.assert_status(check, 1)
        self.assertIn("operator.key is missing", check.output)


class Ports(ReasonsTest):
    def test_that_are_taken_come_with_the_options_that_choose_others(self):
        paper = self.new_paper()
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            done = run("serve", paper.folder, "--port", port, "--operator-port", "0")
        self.assertRegex(done.errors, "--port and --operator-port")

    def test_that_are_one_for_both_are_refused_with_a_sentence(self):
        done = self.new_paper().run("serve", "--port", "18181", "--operator-port", "18181")
        self.assert_status(done, 2)
        self.assertRegex(done.errors, "need two ports.*18181")


class Slips(ReasonsTest):
    def test_in_an_option_are_answered_with_the_nearest(self):
        done = run("serve", "paper", "--prot", "80")
        self.assert_status(done, 64)
        self.assertIn('did you mean "--port"?', done.errors)

    def test_in_a_command_are_answered_with_the_nearest(self):
        self.assertIn('did you mean "import"?', run("imprt", "paper").errors)

    def test_a_day_that_there_is_not_is_called_that(self):
        paper = self.new_paper()
        done = paper.run("import", self.write_records("a.jsonl", article(1, published="2026-02-30T05:00:00Z")))
        self.assert_refused(done, "published", "there is no such day")

    def test_records_in_latin_1_are_told_to_be_no_utf8(self):
        for text in (lines(article(1, headline="Flüsse")), '{\n"headline": "Flüsse"\n}'):
            done = self.new_paper().run("import", self.write("a.json", text.encode("latin-1")))
            self.assert_refused(done, "not UTF-8")

    def test_a_file_without_a_record_is_said_to_hold_none(self):
        for text in ("", "\n\n", "[]", "[\n]"):
            done = self.new_paper().take(self.write("a.json", text))
            self.assertRegex(done.errors, "a.json.* holds no record")

    def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_taken(self):
        for name in ("kran.gif", "kran.HEIC", "paper.zip", "text.docx"):
            done = self.new_paper().run("import", self.write(name, b"GIF89a"))
            self.assert_refused(done, name, ".webp", ".jsonl", ".txt", ".tar")

    def test_a_schema_named_in_a_record_is_passed_over(self):
        record = {"$schema": "article.schema.json"} | article(1)
        paper = self.new_paper()
        paper.take(self.write_records("a.jsonl", record))
        self.assertNotIn(b"$schema", paper.export())


class Exports(ReasonsTest):
    def test_into_an_archive_that_is_none_of_ours_are_refused(self):
        done = self.new_paper().run("export", "--to", self.folder / "x.zip")
        self.assert_status(done, 2)
        self.assertRegex(done.errors, r"x\.zip.*\.tar")
        self.assertFalse((self.folder / "x.zip").exists())

    def test_say_what_they_wrote(self):
        paper = self.new_paper()
        for name in ("x.tar", "x.jsonl"):
            self.assertIn(f"{self.folder}/{name}", paper.run("export", "--to", self.folder / name).output)

    def test_that_cannot_be_written_name_place_and_reason(self):
        paper = self.new_paper()
        for name in ("x.tar", "x.jsonl"):
            done = paper.run("export", "--to", self.folder / "none" / name)
            self.assert_status(done, 2)
            self.assertRegex(done.errors, "/none: there is no such folder")

    def test_to_a_disk_that_is_read_only_say_so(self):
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", disk], capture_output=True).returncode != 0:
            self.skip_with_a_word("this user may not mount a disk")
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        paper = self.new_paper()
        for name in ("x.tar", "x.jsonl"):
            done = paper.run("export", "--to", disk / name)
            self.assert_status(done, 2)
            self.assertRegex(done.errors, f"{disk}/{name}: cannot be written: the disk of .* is read-only")
        self.assertRegex(run("new", disk / "paper").errors, "is read-only")


if __name__ == "__main__":
    unittest.main()
