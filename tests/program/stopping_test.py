"""A server that is asked to stop finishes what it has begun."""

import re
import signal
import socket
import time
import unittest

from samples import article, paragraph
from support import ProgramTest


class Stopping(ProgramTest):
    LONG = article(1, *(paragraph("Die Flut kam, die Flut ging. " * 600, f"b{number}") for number in range(400)))

    def served(self, *records):
        paper = self.new_paper()
        paper.take(self.write_records("articles.jsonl", *records))
        return self.serve(paper)

    def test_by_sigterm_ends_well(self):
        server = self.served(article(1))
        self.assertEqual(server.get("/").status, 200)
        self.assertEqual(server.stop(), 0)
        with self.assertRaises(OSError):
            server.connect()

    def test_by_ctrl_c_ends_well(self):
        server = self.served(article(1))
        server.process.send_signal(signal.SIGINT)
        self.assertEqual(server.process.wait(30), 0)

    def test_lets_a_running_answer_finish(self):
        server = self.served(self.LONG)
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(60)
            connection.connect(("127.0.0.1", server.port))
            connection.sendall(b"GET /artikel/1.nachricht-1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            received = connection.recv(1000)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            self.assertIsNone(server.process.poll(), "the answer is longer than what the system keeps of it")
            while some := connection.recv(1 << 20):
                received += some
        head, _, body = received.partition(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: (\d+)", head).group(1))
        self.assertGreater(length, 6_000_000)
        self.assertEqual(len(body), length)
        self.assertTrue(body.rstrip().endswith(b"</html>"))
        self.assertEqual(server.process.wait(30), 0)

    def test_does_not_wait_for_a_reader_who_asks_nothing(self):
        server = self.served(article(1))
        with server.connect() as idle, server.connect() as half:
            half.sendall(b"GET / HTTP/1.1\r\nHos")
            time.sleep(0.1)
            begun = time.monotonic()
            self.assertEqual(server.stop(), 0)
            self.assertLess(time.monotonic() - begun, 15)
            self.assertEqual(idle.recv(10), b"")

    def test_writes_the_log_to_its_end(self):
        server = self.served(article(1))
        for _ in range(50):
            server.get("/")
        self.assertEqual(server.stop(), 0)
        self.assertEqual(server.log_text().count("event=request"), 50)


if __name__ == "__main__":
    unittest.main()
