"""Keeping a copy and bringing it back; finding what is wrong."""

import stat
import subprocess
import tarfile
import threading
import unittest

from program import PROGRAM, Paper, environment, run
from samples import article, files_beneath, paragraph, png, tar_members, tar_of
from support import ProgramTest

PICTURE = {"id": "b2", "type": "picture", "file": "kran.png", "alt": "Ein Kran", "credit": "Zeichnung: hb"}


class Backup(ProgramTest):
    def small_paper(self):
        paper = self.new_paper()
        paper.take(self.write("kran.png", png()),
                   self.write_records("articles.jsonl", *(article(number, paragraph("Flut."), PICTURE)
                                                          for number in range(1, 51))))
        return paper

    def backup_of(self, paper, name="backup.tar"):
        done = paper.run("backup", self.folder / name)
        self.assert_status(done, 0)
        return self.folder / name

    def restored(self, file):
        self.papers += 1
        folder = self.folder / f"restored-{self.papers}"
        done = run("restore", file, folder)
        self.assert_status(done, 0)
        return Paper(folder)

    def test_restored_in_another_folder_is_the_same_paper(self):
        paper = self.demonstration()
        other = self.restored(self.backup_of(paper))
        self.assertEqual(other.export(), paper.export())
        self.assertEqual(other.export_tar(self.folder / "a.tar").read_bytes(),
                         paper.export_tar(self.folder / "b.tar").read_bytes())
        for name in ("allmende.toml", "operator.key"):
            self.assertEqual((other.folder / name).read_bytes(), (paper.folder / name).read_bytes())
        self.assert_status(other.check(), 0)
        self.assertEqual(self.serve(other).page("/"), self.serve(paper).page("/"))

    def test_keeps_the_password_from_other_users(self):
        paper = self.small_paper()
        file = self.backup_of(paper)
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        other = self.restored(file)
        self.assertEqual(stat.S_IMODE((other.folder / "operator.key").stat().st_mode), 0o600)

    def test_never_overwrites_a_file(self):
        paper = self.small_paper()
        file = self.write("diary.tar", "Liebes Tagebuch")
        done = paper.run("backup", file)
        self.assert_status(done, 2)
        self.assertIn("diary.tar", done.errors)
        self.assertEqual(file.read_bytes(), b"Liebes Tagebuch")

    def test_leaves_nothing_beside_the_file(self):
        paper = self.small_paper()
        before = set(files_beneath(self.folder))
        self.backup_of(paper)
        self.assertEqual(set(files_beneath(self.folder)) - before, {"backup.tar"})

    def test_into_a_folder_that_is_not_there_is_a_fault(self):
        self.assert_status(self.small_paper().run("backup", self.folder / "none" / "backup.tar"), 70)

    def test_while_the_paper_is_served_and_written_is_of_one_moment(self):
        paper = self.small_paper()
        server = self.serve(paper)
        articles = self.write_records("more.jsonl", *(article(number, paragraph("Ebbe. " * 200))
                                                      for number in range(100, 3100)))
        stop = threading.Event()
        statuses = set()

        def read():
            while not stop.is_set():
                statuses.add(server.get("/").status)
        reader = threading.Thread(target=read)
        reader.start()
        importing = subprocess.Popen([PROGRAM, "import", paper.folder, articles], stdout=subprocess.DEVNULL,
                                     env=environment())
        backups = []
        while importing.poll() is None or not backups:
            backups.append(self.backup_of(paper, f"backup-{len(backups)}.tar"))
            if len(backups) == 3:
                break
        self.assertEqual(importing.wait(120), 0)
        stop.set()
        reader.join()
        self.assertEqual(statuses, {200})
        for file in backups:
            other = self.restored(file)
            self.assert_status(other.check(), 0)
            numbers = list(other.articles())
            self.assertEqual(numbers[:50], list(range(1, 51)))
            self.assertEqual(numbers[50:], list(range(100, 100 + len(numbers) - 50)), "in the order they were written")
        self.assertEqual(len(paper.articles()), 3050)


class Restore(ProgramTest):
    def test_refuses_a_folder_that_holds_something(self):
        paper = self.new_paper()
        paper.run("backup", self.folder / "b.tar")
        self.write("mine/diary.txt", "Liebes Tagebuch")
        for folder in (paper.folder, self.folder / "mine"):
            before = files_beneath(folder)
            done = run("restore", self.folder / "b.tar", folder)
            self.assert_status(done, 2)
            self.assertIn(str(folder), done.errors)
            self.assertEqual(files_beneath(folder), before)

    def test_holds_what_reaches_others_until_it_is_confirmed_once(self):  # F38
        paper = self.new_paper()
        paper.run("backup", self.folder / "b.tar")
        self.assert_status(paper.run("confirm-restore"), 2)
        folder = self.folder / "again"
        done = run("restore", self.folder / "b.tar", folder)
        self.assert_status(done, 0)
        self.assertIn("confirm-restore", done.output)
        restored = Paper(folder)
        self.assertIn("nothing goes out", restored.check().output)
        confirmed = restored.run("confirm-restore")
        self.assert_status(confirmed, 0)
        self.assertIn("Confirmed", confirmed.output)
        self.assert_status(restored.run("confirm-restore"), 2)

    def test_takes_an_empty_folder(self):
        self.new_paper().run("backup", self.folder / "b.tar")
        (self.folder / "empty").mkdir()
        self.assert_status(run("restore", self.folder / "b.tar", self.folder / "empty"), 0)
        self.assert_status(Paper(self.folder / "empty").check(), 0)

    def assert_leaves_nothing(self, file, *statuses):
        before = files_beneath(self.folder)
        done = run("restore", file, self.folder / "restored")
        self.assertIn(done.status, statuses or (2,), repr(done))
        self.assertNotEqual(done.errors, "")
        self.assertEqual(files_beneath(self.folder), before)
        self.assertEqual([path.name for path in self.folder.iterdir() if "restored" in path.name], [])

    def test_of_what_is_no_backup_leaves_nothing(self):
        self.assert_leaves_nothing(self.write("text.tar", "Guten Morgen " * 200))

    def test_of_an_export_leaves_nothing(self):
        paper = self.new_paper()
        self.assert_leaves_nothing(paper.export_tar(self.folder / "export.tar"))

    def test_of_a_file_that_is_not_there_leaves_nothing(self):
        self.assert_leaves_nothing(self.folder / "none.tar")

    def test_of_a_backup_that_is_cut_off_leaves_nothing(self):
        paper = self.new_paper()
        paper.take(self.write("kran.png", png(600, 400)))
        paper.run("backup", self.folder / "b.tar")
        whole = (self.folder / "b.tar").read_bytes()
        for length in (len(whole) - 20_000, len(whole) // 2, 3000, 600, 10):
            with self.subTest(length):
                self.assert_leaves_nothing(self.write("cut.tar", whole[:length]))

    def test_of_a_backup_that_leads_out_of_its_folder_leaves_nothing(self):
        self.new_paper().run("backup", self.folder / "b.tar")
        members = list(tar_members(self.folder / "b.tar").items())
        link = tarfile.TarInfo("pictures")
        link.type, link.linkname = tarfile.SYMTYPE, "/tmp"
        for odd in (("../outside", b"x"), ("/outside-of-allmende", b"x"), link):
            with self.subTest(odd):
                self.assert_leaves_nothing(tar_of(self.folder / "odd.tar", *members, odd))


class Check(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()
        self.paper.take(self.write("kran.png", png(1400, 700)),
                        self.write_records("articles.jsonl", *(article(number, paragraph("Flut."), PICTURE)
                                                               for number in range(1, 201))))

    def originals(self):
        return list((self.paper.folder / "pictures/originals").iterdir())

    def assert_found(self, *words):
        done = self.paper.check()
        self.assert_status(done, 1)
        for word in words:
            self.assertIn(word, done.output)
        self.assertNotIn("All is well", done.output)

    def alter(self, file):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 0x10
        file.chmod(0o640)
        file.write_bytes(bytes(content))

    def change(self, statement, *values):
        database = self.paper.database()
        with database:
            self.assertGreater(database.execute(statement, values).rowcount, 0)
        database.close()

    def test_says_that_all_is_well(self):
        imprint = {"format": "allmende-page/1", "slug": "impressum", "title": "Impressum",
                   "body": {"version": 1, "blocks": [paragraph("Hafenblatt eG")]}}
        self.paper.take(self.write_records("imprint.jsonl", imprint))
        done = self.paper.check()
        self.assert_status(done, 0)
        self.assertEqual(done.output, "All is well.\n")

    def test_says_so_of_the_demonstration_paper(self):
        self.assert_status(self.demonstration().check(), 0)

    def test_changes_nothing(self):
        before = files_beneath(self.paper.folder)
        self.paper.check()
        self.assertEqual(files_beneath(self.paper.folder), before)

    def test_finds_a_picture_that_was_deleted(self):
        self.originals()[0].unlink()
        self.assert_found("kran.png", "missing")

    def test_finds_a_byte_that_flipped_in_a_picture(self):
        self.alter(self.originals()[0])
        self.assert_found("kran.png", "altered")

    def test_finds_a_rendition_that_was_deleted(self):
        next((self.paper.folder / "pictures/renditions").iterdir()).unlink()
        self.assert_found("kran.png", "missing")

    def test_finds_a_byte_that_flipped_in_a_rendition(self):
        self.alter(next((self.paper.folder / "pictures/renditions").iterdir()))
        self.assert_found("kran.png")

    def test_finds_an_empty_rendition(self):
        next((self.paper.folder / "pictures/renditions").iterdir()).write_bytes(b"")
        self.assert_found("kran.png")

    def test_finds_a_headline_in_the_lists_that_is_not_the_articles(self):
        self.change("UPDATE article SET headline = 'Gelogen' WHERE number = 17")
        self.assert_found("17")

    def test_finds_an_article_listed_at_another_time(self):
        self.change("UPDATE article SET listed_at = listed_at + 1000000 WHERE number = 18")
        self.assert_found("18")

    def test_finds_a_record_changed_by_hand(self):
        self.change("UPDATE article SET record = replace(record, 'Flut', 'Flott') WHERE number = 19")
        self.change("UPDATE article SET record = replace(record, '\"section\":\"hafen\"', '\"section\":\"politik\"') "
                    "WHERE number = 20")
        self.assert_found("20")

    def test_finds_a_record_that_is_none(self):
        self.change("UPDATE article SET record = '{}' WHERE number = 21")
        self.assert_found("21")

    def test_finds_an_article_that_a_topic_has_lost(self):
        self.paper.take(self.write_records("topic.jsonl", article(300, topics=["Schlick"])))
        self.change("DELETE FROM article_topic WHERE article = 300")
        self.assert_found("300")

    def test_finds_a_placement_that_no_article_has(self):
        self.change("INSERT INTO placement (article, issue, page, position) VALUES (22, '2026-11-20', '1', 1)")
        self.assert_found("22")

    def test_finds_a_settings_file_that_is_wrong(self):
        self.paper.set_option("port", "prot = 1")
        done = self.paper.check()
        self.assertIn(done.status, (1, 2))
        self.assertIn("server.prot", done.output + done.errors)

    def test_finds_a_database_that_is_cut_off(self):
        file = self.paper.folder / "paper.sqlite"
        content = file.read_bytes()
        for length in (len(content) // 2, len(content) - 4096):
            with self.subTest(length):
                file.write_bytes(content[:length])
                done = self.paper.check()
                self.assertIn(done.status, (1, 2, 70), repr(done))
                self.assertNotIn("All is well", done.output)
                self.assertNotEqual(done.output + done.errors, "")

    def test_finds_a_database_that_is_gone(self):
        (self.paper.folder / "paper.sqlite").unlink()
        done = self.paper.check()
        self.assertNotEqual(done.status, 0, "an empty database is not what this paper had")


if __name__ == "__main__":
    unittest.main()
