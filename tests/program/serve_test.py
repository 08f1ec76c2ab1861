"""The server as a reader's program meets it: raw bytes on a socket."""

import base64
import re
import signal
import socket
import threading
import time
import unittest

from support import (ProgramTest, Server, Unbuffered, article, made_demonstration, Paper, paragraph, png, read_answer)

import pathlib
import shutil
import tempfile

GET = "GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n"
ARTICLE = "/artikel/2001.elf-millionen-euro-fehlen-und-keiner-will-der-erste-sein"


class ServedDemonstration(ProgramTest):
    """One server for all tests of a class; none of them changes it."""

    @classmethod
    def setUpClass(cls):
        cls.shared = pathlib.Path(tempfile.mkdtemp(prefix="allmende-"))
        cls.addClassCleanup(shutil.rmtree, cls.shared, ignore_errors=True)
        shutil.copytree(made_demonstration(), cls.shared / "paper")
        cls.paper = Paper(cls.shared / "paper")
        cls.server = Server(cls.paper)
        cls.addClassCleanup(cls.server.end)

    def signed(self, password=None, user="operator"):
        password = password or (self.paper.folder / "operator.key").read_text().strip()
        return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


class Requests(ServedDemonstration):
    def test_head_answers_as_get_does_without_the_body(self):
        for path in ("/", ARTICLE, "/feed.xml", "/theme/nichts.css", "/robots.txt", "/artikel/2009.x"):
            with self.subTest(path):
                get, head = self.server.get(path), self.server.get(path, "HEAD")
                self.assertEqual(head.status, get.status)
                self.assertEqual(head.body, b"")
                for name in ("content-type", "content-length", "etag", "content-security-policy"):
                    self.assertEqual(head.headers.get(name), get.headers.get(name), name)

    def test_nothing_follows_the_head_of_an_answer_to_head(self):
        with self.server.connect() as connection:
            connection.sendall(b"HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            received = b""
            while some := connection.recv(65536):
                received += some
        self.assertTrue(received.endswith(b"\r\n\r\n"))
        self.assertEqual(received.count(b"\r\n\r\n"), 1)

    def test_a_page_that_the_reader_has_is_not_sent_again(self):
        for path in ("/", ARTICLE, "/feed.xml", "/sitemap.xml"):
            with self.subTest(path):
                first = self.server.get(path)
                self.assertIn("etag", first.headers)
                second = self.server.get(path, If_None_Match=first.headers["etag"])
                self.assertEqual((second.status, second.body), (304, b""))
                self.assertEqual(second.headers["etag"], first.headers["etag"])
                for tags in ('"another", ' + first.headers["etag"], "*"):
                    self.assertEqual(self.server.get(path, If_None_Match=tags).status, 304, tags)
                self.assertEqual(self.server.get(path, If_None_Match='"another"').status, 200)

    def test_another_slug_leads_to_the_current_address(self):
        for path in ("/artikel/2001", "/artikel/2001.", "/artikel/2001.ganz-anders", "/artikel/2001.%C3%A4"):
            with self.subTest(path):
                answer = self.server.get(path)
                self.assertIn(answer.status, (301, 308))
                self.assertTrue(answer.headers["location"].endswith(ARTICLE), answer.headers["location"])

    def test_numbers_that_are_none_are_not_found(self):
        for number in ("0", "-1", "abc", "2001x", "99999999999999999999999", "2001.5/x", "1e3", "%32001x"):
            with self.subTest(number):
                self.assertEqual(self.server.get(f"/artikel/{number}").status, 404)

    def test_percent_encoded_addresses_are_the_same_addresses(self):
        self.assertEqual(self.server.get("/%61rtikel/2001." + ARTICLE.split(".")[1]).body, self.server.get(ARTICLE).body)

    def test_addresses_that_are_wrongly_encoded_are_bad_requests(self):
        for path in ("/%", "/%4", "/%zz", "/a%00b", "/%ff", "/%c3", "/%c0%af", "/%ed%a0%80", "/x?a=%zz", "/x?a=%ff"):
            with self.subTest(path):
                answer = self.server.get(path)
                self.assertEqual(answer.status, 400, repr(answer))

    def test_raw_bytes_in_an_address_are_a_bad_request(self):
        for byte in (b"\x00", b"\x07", b"\x7f", b"\xff", b"\xc3\xa4", b"\t"):
            with self.subTest(byte):
                answer = self.server.send(b"GET /a" + byte + b"b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                self.assertEqual(answer.status, 400)

    def test_no_address_leads_out_of_the_paper(self):
        for path in ("/../allmende.toml", "/bilder/../../operator.key", "/bilder/%2e%2e%2f%2e%2e%2foperator.key",
                     "/theme/..%2f..%2foperator.key", "/bilder/..%5coperator.key", "//etc/passwd", "/./operator.key"):
            with self.subTest(path):
                answer = self.server.get(path)
                self.assertIn(answer.status, (400, 404))
                self.assertNotIn((self.paper.folder / "operator.key").read_bytes().strip(), answer.body)

    def test_pipelined_requests_are_answered_in_their_order(self):
        paths = ["/", ARTICLE, "/gibt-es-nicht", "/robots.txt", "/feed.json", "/ausgaben", "/"] * 4
        with self.server.connect() as connection:
            connection.sendall("".join(GET.format(path) for path in paths).encode())
            stream = Unbuffered(connection)
            answers = [read_answer(stream) for _ in paths]
        for path, answer in zip(paths, answers):
            alone = self.server.get(path)
            self.assertEqual((answer.status, answer.body), (alone.status, alone.body), path)

    def test_a_request_in_pieces_is_answered(self):
        with self.server.connect() as connection:
            for piece in ("GE", "T /robo", "ts.txt HT", "TP/1.1\r", "\nHo", "st: x\r\n\r", "\n"):
                connection.sendall(piece.encode())
                time.sleep(0.03)
            self.assertEqual(read_answer(connection).status, 200)

    def test_half_a_request_disturbs_no_other_reader(self):
        with self.server.connect() as half:
            half.sendall(b"GET / HTTP/1.1\r\nHos")
            self.assertEqual(self.server.get("/").status, 200)
        self.assertEqual(self.server.get("/").status, 200)

    def test_a_reader_who_leaves_in_the_middle_disturbs_no_other(self):
        for _ in range(20):
            with self.server.connect() as connection:
                connection.sendall(GET.format(ARTICLE).encode() * 3)
                connection.recv(10)
        self.assertEqual(self.server.get(ARTICLE).status, 200)

    def test_what_is_no_http_is_a_bad_request(self):
        for rubbish in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"HELO hafen\r\n\r\n",
                        b"GET /\r\n\r\n", b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
                        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"):
            with self.subTest(rubbish):
                self.assertEqual(self.server.send(rubbish).status, 400)

    def test_an_address_that_is_too_long_is_said_to_be(self):
        self.assertEqual(self.server.get("/" + "a" * 9000).status, 414)

    def test_headers_that_are_too_long_are_said_to_be(self):
        self.assertEqual(self.server.get("/", X_Long="a" * 40_000).status, 431)

    def test_another_method_is_not_allowed_and_told_which_are(self):
        answer = self.server.get("/", "DELETE")
        self.assertEqual(answer.status, 405)
        self.assertIn("GET", answer.headers["allow"])

    def test_compressed_for_who_takes_it_and_plain_for_who_does_not(self):
        import gzip
        plain = self.server.get(ARTICLE)
        packed = self.server.get(ARTICLE, Accept_Encoding="gzip")
        self.assertNotIn("content-encoding", plain.headers)
        self.assertEqual(packed.headers["content-encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertIn("accept-encoding", packed.headers["vary"].lower())


class Headers(ServedDemonstration):
    EXPECTED = {"x-content-type-options": "nosniff", "referrer-policy": "same-origin",
                "cross-origin-opener-policy": "same-origin", "tdm-reservation": "1"}

    def assert_secure(self, answer):
        for name, value in self.EXPECTED.items():
            self.assertEqual(answer.headers.get(name), value, f"{name} of {answer!r}")
        policy = answer.headers["content-security-policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertNotIn("script-src", policy)
        self.assertNotIn("set-cookie", answer.headers)

    def test_of_security_stand_on_every_kind_of_page(self):
        front = self.server.page("/")
        found = [re.search(pattern, front).group(1) for pattern in
                 (r'href="(/theme/[^"]+\.css)"', r'src="(/bilder/[^"]+)"', r'href="(/artikel/[^"]+)"',
                  r'href="(/ressort/[^"]+)"')]
        for path in found + ["/", "/archiv", "/archiv/2026", "/archiv/2026/11", "/archiv/2026/11/20", "/ausgaben",
                             "/ausgabe/2026-11-21", "/ausgabe/2026-11-21/seite/1", "/von/mira-petersen",
                             "/thema/haushalt", "/impressum", "/datenschutz", "/ueber-uns", "/beitrag",
                             "/feed.xml", "/feed.atom", "/feed.json", "/ressort/politik/feed.xml", "/sitemap.xml",
                             "/news-sitemap.xml", "/robots.txt", "/.well-known/tdmrep.json", "/healthz"]:
            with self.subTest(path):
                answer = self.server.get(path)
                self.assertEqual(answer.status, 200, repr(answer))
                self.assert_secure(answer)

    def test_of_security_stand_on_every_error_too(self):
        etag = self.server.get("/").headers["etag"]
        cases = [(404, self.server.get("/gibt-es-nicht")), (404, self.server.get("/artikel/1")),
                 (404, self.server.get("/theme/nichts.css")), (404, self.server.get("/bilder/nichts.webp")),
                 (410, self.server.get("/artikel/2009.land-will-faehre-nach-norderhude-einstellen")),
                 (400, self.server.get("/%zz")), (405, self.server.get("/", "POST", Content_Length="0")),
                 (414, self.server.get("/" + "a" * 9000)), (431, self.server.get("/", X_Long="a" * 40_000)),
                 (400, self.server.send(b"rubbish\r\n\r\n")), (304, self.server.get("/", If_None_Match=etag)),
                 (401, self.server.get("/metrics", port=self.server.operator_port)),
                 (404, self.server.get("/nichts", port=self.server.operator_port)),
                 (200, self.server.get("/", port=self.server.operator_port, Authorization=self.signed()))]
        for status, answer in cases:
            with self.subTest(status):
                self.assertEqual(answer.status, status, repr(answer))
                self.assert_secure(answer)
        self.assertIn(self.server.get("/artikel/2001").status, (301, 308))
        self.assert_secure(self.server.get("/artikel/2001"))

    def test_errors_repeat_nothing_that_was_asked(self):
        for path in ("/<script>alert(1)</script>", "/%3Cscript%3Ealert(1)%3C/script%3E", "/artikel/%22onload=x"):
            answer = self.server.get(path)
            self.assertIn(answer.status, (400, 404))
            self.assertNotIn(b"<script>alert", answer.body)
            self.assertNotIn(b'"onload', answer.body)

    def test_files_of_the_look_may_be_kept_for_good(self):
        sheet = re.search(r'href="(/theme/[^"]+\.css)"', self.server.page("/")).group(1)
        self.assertIn("immutable", self.server.get(sheet).headers["cache-control"])


class TheOperatorsListener(ServedDemonstration):
    def test_has_the_metrics_for_who_knows_the_password(self):
        answer = self.server.get("/metrics", port=self.server.operator_port, Authorization=self.signed())
        self.assertEqual(answer.status, 200)
        self.assertRegex(answer.text, r"(?m)^# TYPE \w+ counter$")

    def test_counts_in_the_metrics_what_readers_ask(self):
        def requests():
            text = self.server.get("/metrics", port=self.server.operator_port, Authorization=self.signed()).text
            return sum(float(value) for value in re.findall(r"(?m)^\w*requests_total\{[^}]*\} (\S+)$", text))
        before = requests()
        for _ in range(5):
            self.server.get("/")
        self.assertEqual(requests() - before, 5)

    def test_has_nothing_for_who_does_not(self):
        for path in ("/", "/metrics"):
            for given in (None, self.signed("falsch"), self.signed(user="root"), "Basic !!!", "Bearer x", "Basic ",
                          "Basic " + "A" * 4000):
                with self.subTest(path=path, given=given):
                    headers = {"Authorization": given} if given is not None else {}
                    answer = self.server.get(path, port=self.server.operator_port, **headers)
                    self.assertEqual(answer.status, 401)
                    self.assertIn("Basic", answer.headers["www-authenticate"])
                    self.assertNotIn(b"# TYPE", answer.body)
                    self.assertNotIn(b"Changes so far", answer.body)

    def test_says_that_all_is_well(self):
        for port in (self.server.port, self.server.operator_port):
            answer = self.server.get("/healthz", port=port)
            self.assertEqual((answer.status, answer.body), (200, b"ok\n"))

    def test_is_not_the_readers_one(self):
        for headers in ({}, {"Authorization": self.signed()}):
            self.assertEqual(self.server.get("/metrics", **headers).status, 404)
            self.assertNotIn("Changes so far", self.server.page("/"))

    def test_listens_on_this_machine_alone(self):
        inode_lines = pathlib.Path("/proc/net/tcp").read_text().splitlines()
        port = f":{self.server.operator_port:04X} "
        listening = [row.split()[1] for row in inode_lines if port in row and row.split()[3] == "0A"]
        self.assertEqual([address.split(":")[0] for address in listening], ["0100007F"])


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


class SlowReaders(ProgramTest):
    def test_half_a_request_is_answered_when_its_time_is_over(self):
        paper = self.new_paper()
        paper.set_option("header_seconds", "header_seconds = 1")
        server = self.serve(paper)
        with server.connect() as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHos")
            self.assertEqual(read_answer(connection).status, 408)
            self.assertEqual(connection.recv(10), b"")

    def test_more_connections_than_one_source_may_have_are_told_to_come_back(self):
        paper = self.new_paper()
        paper.set_option("connections_per_source", "connections_per_source = 3")
        server = self.serve(paper)
        kept = [server.connect() for _ in range(3)]
        for connection in kept:
            connection.sendall(GET.format("/robots.txt").encode())
            self.assertEqual(read_answer(connection).status, 200)
        self.assertIn(server.get("/").status, (429, 503))
        for connection in kept:
            connection.close()
        deadline = time.monotonic() + 10
        while (status := server.get("/").status) != 200 and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(status, 200)


class TheLog(ProgramTest):
    def test_has_a_line_for_each_request_and_nothing_of_the_reader(self):
        paper = self.new_paper()
        server = self.serve(paper)
        with server.connect() as connection:
            own_port = connection.getsockname()[1]
            connection.sendall(b"GET /beitrag?betrag=77&wer=Geheimnis HTTP/1.1\r\nHost: geheim.example\r\n"
                               b"User-Agent: Geheimbrowser\r\nReferer: https://geheim.example/\r\n"
                               b"Cookie: geheim=1\r\nX-Forwarded-For: 203.0.113.77\r\nConnection: close\r\n\r\n")
            read_answer(connection)
        server.get("/gibt-es-nicht?suche=Geheimnis")
        server.get("/%zz?suche=Geheimnis")
        server.get("/a%0aevent=forged", )
        server.stop()
        log = server.log_text()
        rows = log.splitlines()
        self.assertEqual(len([row for row in rows if row.startswith("event=request ")]), 4, log)
        self.assertIn("path=/beitrag ", log)
        self.assertIn("status=404", log)
        for word in ("127.0.0.1", "::1", "Geheim", "geheim", "77", "203.0.113", "suche", f":{own_port}"):
            for row in rows:
                kept = re.sub(r"(time|id|ms|bytes)=\S+", "", row)
                self.assertNotIn(word, kept)
        self.assertNotIn("\nevent=forged", log)
        self.assertNotIn("203.0.113", log)

    def test_is_silent_when_asked_to_be(self):
        server = self.serve(self.new_paper(), "--quiet")
        server.get("/")
        server.stop()
        self.assertEqual(server.log_text(), "")

    def test_keeps_no_password(self):
        paper = self.new_paper()
        server = self.serve(paper)
        key = (paper.folder / "operator.key").read_text().strip()
        signed = "Basic " + base64.b64encode(f"operator:{key}".encode()).decode()
        self.assertEqual(server.get("/", port=server.operator_port, Authorization=signed).status, 200)
        server.stop()
        self.assertNotIn(key, server.log_text() + server.said)


if __name__ == "__main__":
    unittest.main()
