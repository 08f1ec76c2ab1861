"""The same paper on PostgreSQL: the same bytes for readers and for the export.

ALLMENDE_TEST_PG is the connection string of a throw-away PostgreSQL (tests/support/postgres); each test makes
a database of its own in it.
"""

import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "golden"))

import addresses as golden_addresses
from program import Paper, run
from samples import tar_members
from support import ProgramTest, made_demonstration

CONNECTION = os.environ.get("ALLMENDE_TEST_PG")


class OnPostgreSql(ProgramTest):
    def setUp(self):
        super().setUp()
        if not CONNECTION:
            self.skip_with_a_word("ALLMENDE_TEST_PG is not set")
        self.database = f"program_{os.getpid()}_{id(self)}"
        self.sql(f"CREATE DATABASE {self.database} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
        self.addCleanup(self.sql, f"DROP DATABASE {self.database} WITH (FORCE)")
        words = [word for word in shlex.split(CONNECTION) if not word.startswith("dbname=")]
        self.connection = " ".join([*words, f"dbname={self.database}"])

    def sql(self, statement):
        subprocess.run(["psql", "--quiet", "--no-psqlrc", "--command", statement, CONNECTION], check=True,
                       stdout=subprocess.DEVNULL)

    def empty_paper(self):
        """A paper like the demonstration, without its content, on PostgreSQL."""
        paper = Paper(self.folder / "on-postgres")
        paper.folder.mkdir()
        for name in ("allmende.toml", "operator.key"):
            shutil.copy(made_demonstration() / name, paper.folder)
        paper.set_option("engine", 'engine = "postgresql"')
        paper.set_option("connection_file", 'connection_file = "connection"')
        (paper.folder / "connection").write_text(self.connection + "\n")
        (paper.folder / "connection").chmod(0o600)
        return paper

    def test_the_demonstration_paper_is_the_same_to_the_byte(self):
        paper, other = self.demonstration(), self.empty_paper()
        tar = paper.export_tar(self.folder / "paper.tar")
        self.assertEqual(other.take(tar).counts[3], 0)
        self.assertEqual(other.export(), paper.export())
        self.assertEqual(other.export_tar(self.folder / "other.tar").read_bytes(), tar.read_bytes())
        self.assertFalse((other.folder / "paper.sqlite").exists())
        self.assert_status(other.check(), 0)
        created, changed, _, refused = other.take(tar).counts
        self.assertEqual((created, changed, refused), (0, 0, 0))
        one, two = self.serve(paper), self.serve(other)
        front = one.page("/")
        for kind, address in golden_addresses.ADDRESSES.items():
            with self.subTest(kind):
                path = golden_addresses.found(address, front)
                first, second = one.get(path), two.get(path)
                self.assertEqual(second.status, first.status)
                if kind != "malformed":  # the number of the incident is another each time
                    self.assertEqual(second.body, first.body)

    def test_the_environments_connection_is_enough(self):
        folder = self.folder / "fresh"
        self.assert_status(run("new", folder), 0)
        paper = Paper(folder, more={"ALLMENDE_DATABASE": self.connection})
        paper.set_option("engine", 'engine = "postgresql"')
        self.assert_status(paper.check(), 0)
        self.assertEqual(paper.export(), b"")

    def test_backup_and_restore_say_what_they_can_do(self):
        paper = self.empty_paper()
        done = paper.run("backup", self.folder / "backup.tar")
        if done.status == 0:
            self.assertIn("operator.key", tar_members(self.folder / "backup.tar"))
        else:
            self.assert_status(done, 2)
            self.assertIn("PostgreSQL", done.errors)
            self.assertFalse((self.folder / "backup.tar").exists())

    def test_a_connection_that_leads_nowhere_is_said_without_its_password(self):
        paper = self.empty_paper()
        (paper.folder / "connection").write_text("host=/nowhere dbname=x user=y password=streng-geheim\n")
        done = paper.run("export")
        self.assertIn(done.status, (2, 70))
        self.assertNotEqual(done.errors, "")
        self.assertNotIn("streng-geheim", done.errors + done.output)


if __name__ == "__main__":
    unittest.main()
