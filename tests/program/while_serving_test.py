"""Readers see in a moment what another process writes, and nothing older afterwards."""

import re
import sqlite3
import subprocess
import time
import unittest

from program import PROGRAM, environment
from samples import article, paragraph, png
from server import read_answer
from support import ProgramTest


class WhatAnotherProcessImports(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()
        self.paper.take(self.write_records(
            "first.jsonl", {"format": "allmende-section/1", "slug": "hafen", "name": "Hafen", "order": 1},
            article(1, headline="Die erste Nachricht")))
        self.server = self.serve(self.paper)

    def soon(self, condition, what):
        """The server follows the database's log: it takes a moment until it has heard of another process's write."""
        until = time.monotonic() + 10
        while not condition():
            self.assertLess(time.monotonic(), until, f"never: {what}")
            time.sleep(0.002)
        for _ in range(20):
            self.assertTrue(condition(), f"once and not again: {what}")

    def test_is_there_soon_everywhere(self):
        places = ("/", "/ressort/hafen", "/feed.xml", "/feed.json", "/news-sitemap.xml", "/archiv/2026/11/20")
        for path in places:
            self.assertNotIn("Die zweite Nachricht", self.server.page(path))
        self.assertEqual(self.server.get("/artikel/2").status, 404)
        self.paper.take(self.write_records("second.jsonl", article(2, headline="Die zweite Nachricht",
                                                                   published="2026-11-20T06:00:00Z")))
        self.soon(lambda: "Die zweite Nachricht" in self.server.get("/artikel/2.die-zweite-nachricht").text, "article")
        for path in places[:4] + places[5:]:
            self.soon(lambda: "Die zweite Nachricht" in self.server.page(path), path)

    def test_is_there_on_the_same_connection(self):
        with self.server.connect() as connection:
            connection.sendall(b"GET /artikel/1.die-erste-nachricht HTTP/1.1\r\nHost: x\r\n\r\n")
            first = read_answer(connection)
            self.assertIn("Die Flut kam pünktlich", first.text)
            self.paper.take(self.write_records("new.jsonl", article(1, paragraph("Die Flut kam zu früh."),
                                                                    headline="Die erste Nachricht")))
            self.soon(lambda: "zu früh" in self.server.page("/artikel/1.die-erste-nachricht"), "the text")
            connection.sendall(b"GET /artikel/1.die-erste-nachricht HTTP/1.1\r\nHost: x\r\nIf-None-Match: " +
                               first.headers["etag"].encode() + b"\r\n\r\n")
            second = read_answer(connection)
        self.assertEqual(second.status, 200, "what the reader has is no longer current")
        self.assertIn("Die Flut kam zu früh", second.text)

    def test_a_withdrawal_too(self):
        self.assertEqual(self.server.get("/artikel/1.die-erste-nachricht").status, 200)
        self.paper.take(self.write_records("withdrawn.jsonl", article(
            1, headline="Die erste Nachricht", state="withdrawn",
            withdrawal={"at": "2026-11-20T09:00:00Z", "reason": "Sie stimmte nicht."})))
        self.soon(lambda: self.server.get("/artikel/1.die-erste-nachricht").status == 410, "the withdrawal")
        gone = self.server.get("/artikel/1.die-erste-nachricht")
        self.assertEqual(gone.status, 410)
        self.assertIn("Sie stimmte nicht.", gone.text)
        self.soon(lambda: "/artikel/1" not in self.server.page("/"), "the front page without it")

    def test_another_headline_moves_the_address(self):
        self.paper.take(self.write_records("new.jsonl", article(1, headline="Ganz anders")))
        self.soon(lambda: self.server.get("/artikel/1.die-erste-nachricht").status in (301, 308), "the new address")
        answer = self.server.get("/artikel/1.die-erste-nachricht")
        self.assertTrue(answer.headers["location"].endswith("/artikel/1.ganz-anders"))

    def test_a_picture_too(self):
        block = {"id": "b2", "type": "picture", "file": "kran.png", "alt": "Ein Kran"}
        self.paper.take(self.write_records("new.jsonl", article(1, paragraph("x"), block, headline="Mit Bild")))
        self.soon(lambda: "Mit Bild" in self.server.page("/artikel/1"), "the text")
        self.assertNotIn("/bilder/", self.server.page("/artikel/1"))
        self.paper.take(self.write("kran.png", png()))
        self.soon(lambda: "/bilder/" in self.server.page("/artikel/1"), "the picture")

    def test_its_issue_is_linked_as_soon_as_it_is_there(self):
        placed = [{"issue": "2026-11-20", "page": "2"}, {"issue": "2099-01-01", "page": "1"}]
        issue = {"format": "allmende-issue/1", "date": "2026-11-20", "pages": [{"label": "2"}]}
        early = {"format": "allmende-issue/1", "date": "2099-01-01", "pages": [{"label": "1"}]}
        self.paper.take(self.write_records("placed.jsonl", early, article(1, headline="Gedruckt", placements=placed,
                                                                          see_pages=["2", "9"])))
        self.soon(lambda: "Seiten 2 und 9" in self.server.page("/artikel/1"), "the pages")
        self.assertIn("Ausgabe vom 20.\u00a0November 2026", self.server.page("/artikel/1"))
        self.assertNotIn('href="/ausgabe/', self.server.page("/artikel/1"))
        self.paper.take(self.write_records("issue.jsonl", issue))
        self.soon(lambda: 'href="/ausgabe/2026-11-20"' in self.server.page("/artikel/1"), "the issue")
        links = set(re.findall('href="(/ausgabe/[^"]*)"', self.server.page("/artikel/1")))
        self.assertEqual(links, {"/ausgabe/2026-11-20", "/ausgabe/2026-11-20/seite/2"}, "a page or an issue that is not there")
        for link in links:
            self.assertEqual(self.server.get(link).status, 200)

    def test_lets_another_writer_in_while_pictures_are_decoded(self):
        pictures = [self.write(f"bild-{number}.png", png(900 + number, 600, (number, 9, 9))) for number in range(10)]
        importing = subprocess.Popen([PROGRAM, "import", self.paper.folder, *pictures], stdout=subprocess.DEVNULL,
                                     env=environment())
        writer = sqlite3.connect(self.paper.folder / "paper.sqlite", timeout=0, isolation_level=None)
        self.addCleanup(writer.close)
        free = waited = 0
        while importing.poll() is None:
            try:
                writer.execute("BEGIN IMMEDIATE")
                writer.execute("ROLLBACK")
                free += 1
            except sqlite3.OperationalError:
                waited += 1
            time.sleep(0.005)
        self.assertEqual(importing.returncode, 0)
        self.assertGreater(free + waited, 20, "it was over too soon to see anything")
        self.assertGreater(free, waited)

    def test_a_batch_is_seen_whole_or_not_at_all(self):
        """No list shows the last article of a batch without those before it."""
        file = self.write_records("pairs.jsonl", *(article(number, headline=f"Paar {number}",
                                                           published="2026-11-20T07:00:00Z")
                                                   for number in range(1000, 1400)))
        importing = subprocess.Popen([PROGRAM, "import", self.paper.folder, file], stdout=subprocess.DEVNULL,
                                     env=environment())
        while importing.poll() is None:
            page = self.server.page("/ressort/hafen")
            self.assertEqual({f"Paar {number}" in page for number in range(1385, 1400)}, {"Paar 1399" in page})
        self.assertEqual(importing.returncode, 0)
        self.soon(lambda: "Paar 1399" in self.server.page("/ressort/hafen"), "the batch")

    def test_two_imports_at_the_same_time_both_come_in(self):
        files = [self.write_records(f"{start}.jsonl", *(article(number, paragraph("Flut. " * 300))
                                                        for number in range(start, start + 1200)))
                 for start in (10_000, 20_000)]
        imports = [subprocess.Popen([PROGRAM, "import", self.paper.folder, file], stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE, env=environment()) for file in files]
        for process in imports:
            _, errors = process.communicate(timeout=120)
            self.assertEqual((process.returncode, errors), (0, b""))
        self.assertEqual(len(self.paper.articles()), 2401)
        self.assert_status(self.paper.check(), 0)


if __name__ == "__main__":
    unittest.main()
