"""Odd requests (cases.py) get the answers that are written down; nginx, where it is installed, gives its own.

Each is sent in one piece to an address whose page lies in memory, so that the readers' path sees it first, and
byte by byte, so that the ordinary path reads it.

    odd_requests_test.py --show     prints what both answer now
"""

import concurrent.futures
import pathlib
import re
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "program"))
from support import ServedDemonstration  # noqa: E402

from cases import LEGAL, SMUGGLING  # noqa: E402

QUIET = 0.5  # seconds without a byte: nothing more will come


def hear(connection):
    heard = b""
    while select.select([connection], [], [], QUIET if heard else 2 * QUIET)[0]:
        try:
            some = connection.recv(65536)
        except ConnectionResetError:
            some = b""
        if not some:
            return heard, "closed"
        heard += some
    return heard, "open"


def statuses(heard):
    """The answers' statuses. Bodies are skipped by their length, so that none of them can look like an answer."""
    found = []
    while match := re.match(rb"HTTP/1\.1 (\d{3}) .*?\r\n\r\n", heard, re.DOTALL):
        status, length = match[1].decode(), re.search(rb"\r\nContent-Length: (\d+)", match[0])
        heard = heard[match.end():]
        if status == "100":
            continue
        found.append(status)
        if status != "304" and length and not heard.startswith(b"HTTP/1.1 "):
            heard = heard[int(length[1]):]
    if heard:
        found.append("and something that is no answer")
    return found


def ask(port, sent, in_one_piece=True):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            if in_one_piece:
                connection.sendall(sent)
            else:
                for at in range(0, len(sent), 1 if len(sent) < 2000 else 500):
                    connection.sendall(sent[at:at + (1 if len(sent) < 2000 else 500)])
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before it had come to its end
        heard, end = hear(connection)
    return " ".join(statuses(heard) + [end])


def ask_all(port, cases, in_one_piece=True):
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        return list(pool.map(lambda case: ask(port, case.sent, in_one_piece), cases))


class Nginx:
    CONFIGURATION = """
        daemon off; master_process off; error_log {folder}/error.log; pid {folder}/pid;
        events {{ worker_connections 200; }}
        http {{
          access_log off;
          client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
          uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
          server {{ listen 127.0.0.1:{port}; root {folder}/pages; }}
        }}"""

    def __init__(self, program, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (folder / "pages").mkdir()
        (folder / "pages/index.html").write_text("<!doctype html><title>Unsere Zeitung</title>")
        (folder / "nginx.conf").write_text(self.CONFIGURATION.format(folder=folder, port=self.port))
        folder.chmod(0o755)
        self.process = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf"],
                                        stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise AssertionError("nginx does not listen")

    def end(self):
        self.process.terminate()
        self.process.wait()


def nginx_program():
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


class OddRequests(ServedDemonstration):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for _ in range(2):
            cls.server.get("/")

    def compare(self, cases, answers):
        for case, answer in zip(cases, answers):
            with self.subTest(case.name):
                self.assertEqual(answer, case.ours)

    def test_what_is_legal_is_answered(self):
        self.compare(LEGAL, ask_all(self.server.port, LEGAL))

    def test_what_is_legal_is_answered_however_it_comes(self):
        self.compare(LEGAL, ask_all(self.server.port, LEGAL, in_one_piece=False))

    def test_what_can_be_read_in_two_ways_is_refused_and_the_connection_closed(self):
        self.compare(SMUGGLING, ask_all(self.server.port, SMUGGLING))
        for case in SMUGGLING:
            self.assertRegex(case.ours, r"^[45]\d\d closed$|^open$", f"{case.name}: the table allows it")

    def test_what_can_be_read_in_two_ways_is_refused_however_it_comes(self):
        self.compare(SMUGGLING, ask_all(self.server.port, SMUGGLING, in_one_piece=False))

    def test_a_refused_request_keeps_nobody_from_reading(self):
        ask_all(self.server.port, SMUGGLING)
        self.assertEqual(self.server.get("/").status, 200)
        self.assertNotIn("event=failure", self.server.log_text())

    def test_nginx_answers_as_the_table_says(self):
        program = nginx_program()
        if not program:
            self.skip_with_a_word("nginx is not installed")
        folder = pathlib.Path(tempfile.mkdtemp(prefix="allmende-nginx-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        nginx = Nginx(program, folder)
        self.addCleanup(nginx.end)
        version = subprocess.run([program, "-v"], capture_output=True, text=True).stderr
        for case, answer in zip(SMUGGLING + LEGAL, ask_all(nginx.port, SMUGGLING + LEGAL)):
            if answer != case.nginx and "nginx/1.22." not in version:
                print(f"another nginx ({version.strip()}): {case.name}: {answer}, not {case.nginx}")
                continue
            with self.subTest(case.name):
                self.assertEqual(answer, case.nginx)

    def test_where_the_two_differ_the_table_says_why(self):
        for case in SMUGGLING + LEGAL:
            with self.subTest(case.name):
                self.assertEqual(case.ours != case.nginx, bool(case.why))


def show():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="allmende-nginx-"))
    nginx = Nginx(nginx_program(), folder)
    OddRequests.setUpClass()
    try:
        cases = SMUGGLING + LEGAL
        port = OddRequests.server.port
        for case, ours, in_pieces, theirs in zip(cases, ask_all(port, cases), ask_all(port, cases, False),
                                                 ask_all(nginx.port, cases)):
            print(f"{case.name}\t{ours}\t{'' if in_pieces == ours else 'IN PIECES ' + in_pieces}\t{theirs}")
    finally:
        nginx.end()
        OddRequests.doClassCleanups()


if __name__ == "__main__":
    if "--show" in sys.argv:
        show()
    else:
        unittest.main()
