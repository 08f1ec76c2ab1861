"""When the machine fails: no descriptors, no disk, no database, no process. Readers get what lies in memory, the
log says what is wrong, and nothing that was kept is lost."""

import random
import shutil
import signal
import subprocess
import threading
import time
import unittest

import server as server_module
from program import PROGRAM, ROOT, Paper
from samples import article, paragraph
from server import Server, read_answer
from support import ProgramTest, made_demonstration

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


class Trouble(ProgramTest):
    def soon(self, condition, what, seconds=15):
        until = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), until, f"never: {what}")
            time.sleep(0.02)

    def assert_failure_is_logged(self, server, *words):
        self.soon(lambda: any("event=failure" in line and all(word in line for word in words)
                              for line in server.log_text().splitlines()), f"a line in the log with {words}")

    def warm(self, server, *paths):
        for path in paths:
            for _ in range(2):
                self.assertEqual(server.get(path).status, 200)


class TooFewDescriptors(Trouble):
    LIMIT = 150
    AFFORDABLE = 75  # half of what there is, when there is so little

    def serve_with_few(self, paper):
        starter = self.write("starter", f'#!/bin/sh\nulimit -n {self.LIMIT}\nexec "{PROGRAM}" "$@"\n')
        starter.chmod(0o755)
        server_module.PROGRAM, before = starter, server_module.PROGRAM
        try:
            return self.serve(paper)
        finally:
            server_module.PROGRAM = before

    def test_who_is_one_too_many_hears_why_and_those_inside_are_served(self):
        server = self.serve_with_few(self.demonstration())
        self.assert_failure_is_logged(server, "descriptors", str(self.AFFORDABLE))
        self.warm(server, "/")
        self.soon(lambda: server.get("/").status == 200, "a place")
        inside, refused = [], 0
        for _ in range(2 * self.LIMIT):
            connection = server.connect()
            self.addCleanup(connection.close)
            connection.sendall(GET)
            answer = read_answer(connection)
            if answer.status == 200:
                inside.append(connection)
            else:
                self.assertEqual((answer.status, answer.headers["retry-after"]), (503, "5"))
                refused += 1
                connection.close()
        self.assertLessEqual(len(inside), self.AFFORDABLE)
        self.assertGreater(len(inside), self.AFFORDABLE - 10)
        self.assertGreater(refused, self.LIMIT)
        for connection in inside:
            connection.sendall(GET.replace(b"/ HTTP", b"/ressort/hafen HTTP"))
            self.assertEqual(read_answer(connection).status, 200)
        for connection in inside:
            connection.close()
        self.soon(lambda: server.get("/").status == 200, "a place again")


class NoDisk(Trouble):
    def paper_on_a_small_disk(self):
        folder = self.folder / "small"
        folder.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder], capture_output=True)
        if done.returncode != 0:
            self.skip_with_a_word("no small disk can be mounted here")
        self.addCleanup(subprocess.run, ["umount", "--lazy", folder])
        shutil.copytree(made_demonstration(), folder, dirs_exist_ok=True)
        return Paper(folder)

    def test_readers_read_on_and_the_newsroom_is_told(self):
        paper = self.paper_on_a_small_disk()
        server = self.serve(paper)
        self.warm(server, "/", "/ressort/hafen")
        with open(paper.folder / "filler", "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 4096)
            except OSError:
                pass
        for path in ("/", "/ressort/hafen", "/archiv/2026/11/20", "/feed.xml"):
            self.assertEqual(server.get(path).status, 200, path)
        file = self.write_records("many.jsonl", *(article(number, paragraph("Flut. " * 2000))
                                                  for number in range(5001, 5200)))
        done = paper.run("import", file)
        self.assertNotEqual(done.status, 0)
        self.assertIn("full", done.errors)
        for path in ("/", "/ressort/hafen", "/ausgaben"):
            self.assertEqual(server.get(path).status, 200, path)
        (paper.folder / "filler").unlink()
        self.assertEqual(paper.take(self.write_records("one.jsonl", article(6001, headline="Wieder Platz"))).counts[0], 1)
        self.soon(lambda: "Wieder Platz" in server.page("/"), "the new text")
        self.assert_status(paper.check(), 0)


class NoDatabase(Trouble):
    def test_readers_get_what_lies_in_memory(self):
        folder = self.folder / "postgres"
        script = ROOT / "tests/support/postgres"
        folder.mkdir()
        self.folder.chmod(0o755)
        started = subprocess.run([script, "start", folder], capture_output=True, text=True)
        if started.returncode != 0:
            self.skip_with_a_word("no PostgreSQL can be started here")
        self.addCleanup(subprocess.run, [script, "stop", folder], capture_output=True)
        paper = self.paper_on(started.stdout.strip())
        server = self.serve(paper)
        self.warm(server, "/", "/ressort/hafen")
        subprocess.run([script, "kill", folder], check=True, capture_output=True)
        for _ in range(30):
            for path in ("/", "/ressort/hafen"):
                self.assertEqual(server.get(path).status, 200, path)
        missing = server.get("/archiv/2026/11/20")
        self.assertEqual(missing.status, 500)
        self.assertNotIn("postgres", missing.text.lower())
        self.assert_failure_is_logged(server)
        self.assertEqual(server.get("/").status, 200)
        subprocess.run([script, "start", folder], check=True, capture_output=True)
        self.soon(lambda: server.get("/archiv/2026/11/20").status == 200, "the archive again", 30)

    def paper_on(self, connection):
        """The demonstration paper there."""
        tar = self.demonstration().export_tar(self.folder / "paper.tar")
        words = connection.split()
        database = [word.split("=")[1] for word in words if word.startswith("dbname=")]
        self.assertTrue(database, connection)
        subprocess.run(["psql", "-qXc", "CREATE DATABASE paper TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' "
                        "LC_CTYPE 'C'", connection], check=True)
        paper = Paper(self.folder / "on-postgres")
        paper.folder.mkdir()
        for name in ("allmende.toml", "operator.key"):
            shutil.copy(made_demonstration() / name, paper.folder)
        paper.set_option("engine", 'engine = "postgresql"')
        paper.set_option("connection_file", 'connection_file = "connection"')
        (paper.folder / "connection").write_text(" ".join(
            "dbname=paper" if word.startswith("dbname=") else word for word in words) + "\n")
        (paper.folder / "connection").chmod(0o600)
        paper.take(tar)
        return paper


class KilledUnderLoad(Trouble):
    def test_leaves_a_paper_that_works(self):
        randomly = random.Random(20261121)
        paper = self.demonstration()
        number = 7000
        for _ in range(4):
            server = Server(paper)
            self.addCleanup(server.end)
            ending = threading.Event()
            readers = [threading.Thread(target=self.read, args=(server, ending)) for _ in range(4)]
            for reader in readers:
                reader.start()
            kept = []
            killer = threading.Timer(randomly.uniform(0.2, 1.5), server.process.kill)
            killer.start()
            while server.process.poll() is None:
                number += 1
                paper.take(self.write_records("next.jsonl", article(number, headline=f"Nachricht {number}")))
                kept.append(number)
            ending.set()
            for reader in readers:
                reader.join()
            self.assertEqual(server.process.returncode, -signal.SIGKILL)
            again = self.serve(paper)
            for each in kept:
                self.assertIn(f"Nachricht {each}", again.page(f"/artikel/{each}.nachricht-{each}"))
            self.assertEqual(again.stop(), 0)
        self.assert_status(paper.check(), 0)

    @staticmethod
    def read(server, ending):
        while not ending.is_set():
            try:
                server.get("/")
            except Exception:  # it is being killed
                time.sleep(0.01)


if __name__ == "__main__":
    unittest.main()
