"""Requests as a reader's program sends them: raw bytes on a socket."""

import gzip
import time
import unittest

from server import Unbuffered, read_answer
from support import ProgramTest, ServedDemonstration

GET = "GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n"
ARTICLE = "/artikel/2001.elf-millionen-euro-fehlen-und-keiner-will-der-erste-sein"


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

    def test_lists_opened_at_what_is_no_article_are_not_found_and_help(self):
        for query in ("vor=xx", "vor=", "nach=xx", "nach=", "vor=0", "vor=-5", "vor=2001x", "vor=2001&nach=2001",
                      "vor=99999999999999999999999", "nach=2001&vor=xx"):
            with self.subTest(query):
                answer = self.server.get(f"/ressort/hafen?{query}")
                self.assertEqual(answer.status, 404)
                self.assertIn("Zur Titelseite", answer.body.decode())
        for query in ("vor=2001", "nach=2001", "", "von=xx"):
            with self.subTest(query):
                self.assertEqual(self.server.get(f"/ressort/hafen?{query}").status, 200)

    def test_issues_before_what_is_no_day_are_not_found(self):
        for query in ("vor=xx", "vor=", "vor=2026-02-30", "vor=2026-11"):
            with self.subTest(query):
                self.assertEqual(self.server.get(f"/ausgaben?{query}").status, 404)
        self.assertEqual(self.server.get("/ausgaben?vor=2026-11-21").status, 200)

    def test_an_amount_that_can_be_read_in_two_ways_is_sent_back_with_help(self):
        answer = self.server.get("/beitrag?betrag=12%2C505")
        self.assertEqual(answer.status, 400)
        self.assertIn("12,505 lässt sich auf zwei Arten lesen", answer.body.decode())
        self.assertNotIn("12.505", answer.body.decode())
        for amount, shown in (("1.250", "1.250"), ("1%2C250.00", "1.250"), ("1.250%2C00", "1.250"), ("12%2C5", "12,50")):
            with self.subTest(amount):
                answer = self.server.get(f"/beitrag?betrag={amount}")
                self.assertEqual(answer.status, 200)
                self.assertRegex(answer.body.decode(), f"<dd>{shown}(,00)?\u00a0€</dd>")

    def test_percent_encoded_addresses_are_the_same_addresses(self):
        self.assertEqual(self.server.get("/%61rtikel/2001." + ARTICLE.split(".")[1]).body, self.server.get(ARTICLE).body)

    def test_addresses_that_are_wrongly_encoded_are_bad_requests(self):
        for path in ("/%", "/%4", "/%zz", "/a%00b", "/%ff", "/%c3", "/%c0%af", "/%ed%a0%80", "/x?a=%zz", "/x?a=%ff"):
            with self.subTest(path):
                answer = self.server.get(path)
                self.assertEqual(answer.status, 400, repr(answer))

    def test_raw_bytes_in_an_address_are_a_bad_request(self):
        for byte in (b"\x00", b"\x07", b"\x7f", b"\xff", b"\t"):
            with self.subTest(byte):
                answer = self.server.send(b"GET /a" + byte + b"b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                self.assertEqual(answer.status, 400)

    def test_no_address_leads_out_of_the_paper(self):
        for path in ("/../allmende.toml", "/bilder/../../operator.key", "/bilder/%2e%2e%2f%2e%2e%2foperator.key",
                     "/theme/..%2f..%2foperator.key", "/bilder/..%5coperator.key", "//etc/passwd", "/./operator.key"):
            with self.subTest(path):
                answer = self.server.get(path)
                self.assertIn(answer.status, (400, 404))
                self.assertNotIn(self.paper.password.encode(), answer.body)

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
        plain = self.server.get(ARTICLE)
        packed = self.server.get(ARTICLE, Accept_Encoding="gzip")
        self.assertNotIn("content-encoding", plain.headers)
        self.assertEqual(packed.headers["content-encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertIn("accept-encoding", packed.headers["vary"].lower())


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


if __name__ == "__main__":
    unittest.main()
