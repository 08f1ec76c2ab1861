"""What goes with every answer, what the operator alone gets, and what the log keeps of it."""

import pathlib
import re
import unittest

from server import read_answer
from support import ProgramTest, ServedDemonstration


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
        for path in found + ["/", "/archiv/2026", "/archiv/2026/11", "/archiv/2026/11/20", "/ausgaben",
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
                 (200, self.server.get("/", port=self.server.operator_port, Authorization=self.paper.signed()))]
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
        answer = self.server.get("/metrics", port=self.server.operator_port, Authorization=self.paper.signed())
        self.assertEqual(answer.status, 200)
        self.assertRegex(answer.text, r"(?m)^# TYPE \w+ counter$")

    def test_counts_in_the_metrics_what_readers_ask(self):
        def requests():
            text = self.server.get("/metrics", port=self.server.operator_port, Authorization=self.paper.signed()).text
            return sum(float(value) for value in re.findall(r"(?m)^\w*requests_total\{[^}]*\} (\S+)$", text))
        before = requests()
        for _ in range(5):
            self.server.get("/")
        self.assertEqual(requests() - before, 5)

    def test_has_nothing_for_who_does_not(self):
        for path in ("/", "/metrics"):
            for given in (None, self.paper.signed("falsch"), self.paper.signed(user="root"), "Basic !!!", "Bearer x", "Basic ",
                          "Basic " + "A" * 4000):
                with self.subTest(path=path, given=given):
                    headers = {"Authorization": given} if given is not None else {}
                    answer = self.server.get(path, port=self.server.operator_port, **headers)
                    self.assertEqual(answer.status, 401)
                    self.assertIn("Basic", answer.headers["www-authenticate"])
                    self.assertNotIn(b"# TYPE", answer.body)
                    self.assertNotIn(b"Changes so far", answer.body)

    def test_is_dressed_as_the_paper_is(self):
        page = self.server.get("/", port=self.server.operator_port, Authorization=self.paper.signed()).text
        front = self.server.page("/")
        for pattern in (r'href="(/theme/[^"]+\.css)"', r'href="(/theme/[^"]+\.svg)"'):
            address = re.search(pattern, page)[1]
            self.assertEqual(address, re.search(pattern, front)[1])
            self.assertEqual(self.server.get(address, port=self.server.operator_port).body, self.server.get(address).body)

    def test_says_that_all_is_well(self):
        for port in (self.server.port, self.server.operator_port):
            answer = self.server.get("/healthz", port=port)
            self.assertEqual((answer.status, answer.body), (200, b"ok\n"))

    def test_is_not_the_readers_one(self):
        for headers in ({}, {"Authorization": self.paper.signed()}):
            self.assertEqual(self.server.get("/metrics", **headers).status, 404)
            self.assertNotIn("Changes so far", self.server.page("/"))

    def test_listens_on_this_machine_alone(self):
        inode_lines = pathlib.Path("/proc/net/tcp").read_text().splitlines()
        port = f":{self.server.operator_port:04X} "
        listening = [row.split()[1] for row in inode_lines if port in row and row.split()[3] == "0A"]
        self.assertEqual([address.split(":")[0] for address in listening], ["0100007F"])


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
        server.get("/a%0aevent=forged")
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
        self.assertEqual(server.get("/", port=server.operator_port, Authorization=paper.signed()).status, 200)
        server.stop()
        self.assertNotIn(paper.password, server.log_text() + server.said)


if __name__ == "__main__":
    unittest.main()
