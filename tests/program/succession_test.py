"""A new program takes the old one's place (SIGUSR2), and nobody who reads notices."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest

import program
from https_test import SecureTest, trusting_nobody
from samples import article
from server import CLOCK

READERS = 24


class Reader(threading.Thread):
    """Asks again and again; whatever is not a whole answer is a failure."""

    def __init__(self, port, secure, ending):
        super().__init__()
        self.port, self.secure, self.ending = port, secure, ending
        self.answers, self.connections, self.failures = 0, 0, []

    def connect(self):
        self.connections += 1
        if self.secure:
            return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=trusting_nobody())
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def run(self):
        connection, asked = self.connect(), 0
        while not self.ending.is_set():
            try:
                connection.request("GET", "/" if asked % 3 else f"/healthz?{asked}")
                answer = connection.getresponse()
                body = answer.read()
                if answer.status != 200 or not body:
                    self.failures.append(f"{answer.status} {body[:100]}")
                asked += 1
                self.answers += 1
            except (OSError, http.client.HTTPException) as broken:
                self.failures.append(repr(broken))
                asked = 0
                connection.close()
                connection = self.connect()
                continue
            if answer.will_close or asked % 50 == 0:  # a reader who goes and one who comes
                connection.close()
                connection = self.connect()
            time.sleep(0.002)
        connection.close()


class Succession(SecureTest):
    def served(self, paper):
        server = self.serve(paper)
        self.addCleanup(self.end_successors, server)
        return server

    def successors(self, server):
        return [int(number) for number in re.findall(r"end=handed-over what=\"process (\d+)", server.log_text())]

    def end_successors(self, server):
        for process in self.successors(server):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def succeed(self, server, process):
        """Sends the signal and waits for the next program."""
        before = len(self.successors(server))
        os.kill(process, signal.SIGUSR2)
        self.wait_for(lambda: len(self.successors(server)) > before, 60)
        return self.successors(server)[-1]

    def is_there(self, process):
        try:
            with open(f"/proc/{process}/stat") as state:
                return state.read().split(") ")[1][0] != "Z"
        except FileNotFoundError:
            return False

    def under_load(self, paper, secure):
        server = self.served(paper)
        ending = threading.Event()
        readers = [Reader(server.port, secure, ending) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            process = server.process.pid
            for _ in range(3):
                time.sleep(0.3)
                os.kill(process, signal.SIGHUP)
                time.sleep(0.3)
                process = self.succeed(server, process)
            self.wait_for(lambda: server.process.poll() is not None)
            time.sleep(0.5)
        finally:
            ending.set()
            for reader in readers:
                reader.join()
        self.assertEqual([reader.failures for reader in readers if reader.failures], [])
        self.assertGreater(sum(reader.answers for reader in readers), 500)
        self.assertGreater(sum(reader.connections for reader in readers), READERS * 2)
        self.assertEqual(server.process.poll(), 0)
        self.assertGreaterEqual(server.log_text().count("event=reload"), 3)
        os.kill(process, signal.SIGTERM)
        self.wait_for(lambda: not self.is_there(process))
        with self.assertRaises(OSError):
            server.connect()

    def test_loses_no_request(self):
        paper = self.new_paper()
        paper.take(self.write_records("articles.jsonl", article(1)))
        self.under_load(paper, secure=False)

    def test_loses_no_request_over_https_and_with_several_loops(self):
        paper = self.secure_paper()
        paper.set_option("loops", "loops = 3")
        self.under_load(paper, secure=True)

    def test_brings_new_settings(self):
        paper = self.new_paper()
        server = self.served(paper)
        paper.set_option("name", 'name = "Anders"')
        self.succeed(server, server.process.pid)
        self.assertEqual(server.process.wait(60), 0)
        self.assertIn("Anders", server.page("/"))
        self.assertEqual(server.get("/", port=server.operator_port).status, 401)

    def test_leaves_the_old_program_when_the_new_one_cannot_serve(self):
        paper = self.new_paper()
        server = self.served(paper)
        good = paper.settings.read_text("utf-8")
        for wrong in ("[server\n", '[paper]\ntime_zone = "Nirgendwo/Niemals"\n'):
            before = server.log_text().count("event=upgrade")
            paper.settings.write_text(wrong, "utf-8")
            server.process.send_signal(signal.SIGUSR2)
            self.wait_for(lambda: server.log_text().count("event=upgrade") > before)
            self.assertEqual(server.get("/").status, 200)
        self.assertEqual(server.log_text().count("end=refused"), 2)
        paper.settings.write_text(good, "utf-8")
        self.succeed(server, server.process.pid)
        self.assertEqual(server.process.wait(60), 0)
        self.assertEqual(server.get("/").status, 200)


class ASocketOfSystemd(SecureTest):
    """LISTEN_FDS and NOTIFY_SOCKET."""

    def test_is_listened_on_and_readiness_is_told(self):
        paper = self.new_paper()
        with socket.socket() as listening, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            listening.bind(("127.0.0.1", 0))
            listening.listen(64)
            told.bind(str(self.folder / "notify"))
            told.settimeout(60)
            port = listening.getsockname()[1]
            with socket.create_connection(("127.0.0.1", port), timeout=60) as early:
                early.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                starter = ("import os, sys\n"
                           "os.dup2(int(sys.argv[1]), 3)\n"
                           "os.environ |= {'LISTEN_FDS': '1', 'LISTEN_PID': str(os.getpid()), 'NOTIFY_SOCKET': sys.argv[2]}\n"
                           "os.execv(sys.argv[3], sys.argv[3:])\n")
                process = subprocess.Popen(
                    [sys.executable, "-c", starter, str(listening.fileno()), str(self.folder / "notify"), str(program.PROGRAM),
                     "serve", str(paper.folder), "--port", str(port), "--operator-port", "0", "--clock", CLOCK],
                    pass_fds=[listening.fileno()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                self.addCleanup(process.wait)
                self.addCleanup(process.kill)
                self.assertEqual(told.recv(100), b"READY=1")
                answer = b""
                while some := early.recv(1000):
                    answer += some
        self.assertTrue(answer.startswith(b"HTTP/1.1 200"), answer)


if __name__ == "__main__":
    unittest.main()
