"""What may be kept, by whom: docs/caching.md is true of the running program, however it is asked."""

import gzip
import pathlib
import re
import unittest

from server import Unbuffered, read_answer
from support import ProgramTest, ServedDemonstration

TEXT = pathlib.Path(__file__).resolve().parents[2] / "docs" / "caching.md"
FOUND = {"@picture": r'<img[^>]* src="(/bilder/[^"]+)"', "@style-sheet": r'href="(/theme/[^"]+\.css)"',
         "@font": r'href="(/theme/[^"]+\.woff2)"'}


def table(heading):
    """The rows beneath a heading of the text: what, address, status, Cache-Control, Vary, ETag, Range."""
    text = TEXT.read_text("utf-8").split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    rows = [[cell.strip().strip("`") for cell in line.strip("|").split("|")]
            for line in text.splitlines() if line.startswith("| ") and not line.startswith("| what |")]
    assert len(rows) > 4, text
    return rows


def ask(server, path, method="GET", times=3, **headers):
    """The last answer of several on one connection: so what the press has is sent from memory."""
    fields = {"Host": "localhost"} | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    with server.connect() as connection:
        stream = Unbuffered(connection)
        try:
            for _ in range(times):
                connection.sendall(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode())
                answer = read_answer(stream, method)
                if answer.headers.get("connection") == "close":
                    break
        finally:
            stream.stream.close()
        return answer


def told(answer):
    """The headers that say what may be done with an answer, without what is another each time."""
    return {name: value for name, value in answer.headers.items() if name not in ("date", "connection")}


class Kept:
    """For a class with a server: what the rows of its table say holds."""

    HEADING = None

    def rows(self):
        front = self.server.page("/")
        for what, address, *rest in table(self.HEADING):
            path = re.search(FOUND[address], front)[1] if address in FOUND else address
            yield what, path, *rest

    def test_what_the_table_says_is_so(self):
        for what, path, status, control, vary, etag, ranges in self.rows():
            for name, answer in (("from memory", ask(self.server, path)), ("by a worker", self.server.get(path))):
                with self.subTest(what=what, path=path, way=name):
                    self.assertEqual(str(answer.status), status)
                    self.assertEqual(answer.headers.get("cache-control"), control)
                    self.assertEqual(answer.headers.get("vary", "–"), vary)
                    self.assertEqual(answer.headers.get("accept-ranges"), "bytes" if ranges == "yes" else None)
                    if etag != "–":
                        self.assertEqual("etag" in answer.headers, etag == "yes")

    def test_it_is_the_same_from_memory_and_by_a_worker(self):
        for what, path, status, control, *_ in self.rows():
            if control.startswith("private") or control == "no-store":
                continue  # chosen anew each time
            for coding in ("br", "gzip", "identity"):
                with self.subTest(what=what, path=path, coding=coding):
                    quick = ask(self.server, path, Accept_Encoding=coding)
                    ordinary = self.server.get(path, Accept_Encoding=coding)
                    self.assertEqual((told(quick), quick.body), (told(ordinary), ordinary.body))

    def test_head_has_the_headers_of_get_and_nothing_behind_them(self):
        for what, path, *_ in self.rows():
            for coding in ("identity", "gzip", "br"):
                for ask_once in (lambda method: ask(self.server, path, method, Accept_Encoding=coding),
                                 lambda method: self.server.get(path, method, Accept_Encoding=coding)):
                    with self.subTest(what=what, path=path, coding=coding):
                        got, head = told(ask_once("GET")), ask_once("HEAD")
                        got.pop("etag", 0), head.headers.pop("etag", 0)  # fillings are chosen anew
                        if "private" in got.get("cache-control", "") or "no-store" in got.get("cache-control", ""):
                            got.pop("content-length"), head.headers.pop("content-length")
                        self.assertEqual(told(head), got)
                        self.assertEqual(head.body, b"")

    def test_who_has_it_hears_304_with_what_a_cache_must_know(self):
        for what, path, status, control, vary, etag, _ in self.rows():
            if etag != "yes":
                continue
            for ask_once in (ask, lambda server, path, **headers: server.get(path, **headers)):
                for coding in ("identity", "gzip", "br"):
                    with self.subTest(what=what, path=path, coding=coding):
                        got = ask_once(self.server, path, Accept_Encoding=coding)
                        again = ask_once(self.server, path, Accept_Encoding=coding,
                                         If_None_Match=f'"other", W/{got.headers["etag"]}')
                        self.assertEqual((again.status, again.body), (304, b""))
                        self.assertEqual(again.headers["etag"], got.headers["etag"])
                        self.assertEqual(again.headers["cache-control"], control)
                        self.assertEqual(again.headers.get("vary", "–"), vary)
                        self.assertIn("date", again.headers)
                        for name in ("content-length", "content-encoding", "content-type"):
                            self.assertNotIn(name, again.headers)
                        other = ask_once(self.server, path, Accept_Encoding=coding, If_None_Match='"other"')
                        self.assertEqual(other.status, 200)

    def test_each_coding_has_an_etag_of_its_own(self):
        for what, path, status, control, vary, etag, _ in self.rows():
            if etag != "yes" or vary != "Accept-Encoding" or control.startswith("private"):
                continue
            with self.subTest(what=what, path=path):
                plain, packed = (ask(self.server, path, Accept_Encoding=coding) for coding in ("identity", "gzip"))
                self.assertNotIn("content-encoding", plain.headers)
                if "content-encoding" not in packed.headers:
                    continue  # too small to be worth it
                self.assertEqual(packed.headers["content-encoding"], "gzip")
                self.assertEqual(gzip.decompress(packed.body), plain.body)
                self.assertNotEqual(packed.headers["etag"], plain.headers["etag"])
                crossed = ask(self.server, path, Accept_Encoding="gzip", If_None_Match=plain.headers["etag"])
                self.assertEqual(crossed.status, 200)


class WithoutACacheInFront(Kept, ServedDemonstration):
    HEADING = "A paper without a cache in front"

    def path_of(self, kind):
        return re.search(FOUND[kind], self.server.page("/"))[1]

    def test_the_look_comes_as_small_as_it_gets(self):
        sheet = self.path_of("@style-sheet")
        sizes = [int(ask(self.server, sheet, Accept_Encoding=coding).headers["content-length"])
                 for coding in ("br", "gzip", "identity")]
        self.assertEqual(sizes, sorted(sizes))
        self.assertLess(sizes[0], sizes[2] / 3)

    def test_pictures_come_in_parts(self):
        path = self.path_of("@picture")
        whole = self.server.get(path)
        size = len(whole.body)
        for asked, begin, end in (("bytes=0-99", 0, 100), ("bytes=100-", 100, size), ("bytes=-50", size - 50, size),
                                  (f"bytes={size - 1}-{size + 5}", size - 1, size)):
            for condition in ({}, {"If_Range": whole.headers["etag"]}):
                with self.subTest(asked=asked, **condition):
                    part = self.server.get(path, Range=asked, **condition)
                    self.assertEqual(part.status, 206)
                    self.assertEqual(part.headers["content-range"], f"bytes {begin}-{end - 1}/{size}")
                    self.assertEqual(part.headers["etag"], whole.headers["etag"])
                    self.assertEqual(part.body, whole.body[begin:end])
        beyond = self.server.get(path, Range=f"bytes={size}-")
        self.assertEqual((beyond.status, beyond.body), (416, b""))
        self.assertEqual(beyond.headers["content-range"], f"bytes */{size}")
        for whole_again in (self.server.get(path, Range="bytes=0-9", If_Range='"other"'),
                            self.server.get(path, Range="bytes=0-9,20-29"), self.server.get(path, Range="pages=1-2")):
            self.assertEqual((whole_again.status, whole_again.body), (200, whole.body))
        head = self.server.get(path, "HEAD", Range="bytes=0-9")
        self.assertEqual((head.status, head.headers["content-length"]), (200, str(size)))

    def test_pages_come_whole(self):
        for coding in ("identity", "gzip"):
            answer = ask(self.server, "/", Range="bytes=0-9", Accept_Encoding=coding)
            self.assertEqual(answer.status, 200)
            self.assertNotIn("content-range", answer.headers)

    def test_what_fills_a_place_is_a_piece_of_a_page(self):
        answer = ask(self.server, "/einsatz/aufruf?artikel=2044")
        self.assertRegex(answer.text.strip(), r'(?s)^<aside class="appeal".*</aside>$')
        self.assertEqual(answer.headers["x-robots-tag"], "noindex")
        for closed in ("/einsatz/aufruf?artikel=2022", "/einsatz/aufruf?artikel=99999", "/einsatz/aufruf",
                       "/einsatz/nichts?artikel=2044", "/einsatz/aufruf?artikel=2046"):
            self.assertEqual(self.server.get(closed).status, 404, closed)


class BehindACache(Kept, ServedDemonstration):
    HEADING = "A paper behind a CDN or Varnish"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server.stop()
        cls.paper.set_option("shared", "shared = true")
        cls.server = type(cls.server)(cls.paper)
        cls.addClassCleanup(cls.server.end)

    ARTICLE = "/artikel/2044.hundertvierzig-chefinnen-und-ein-schiff"

    def test_a_page_is_the_same_for_everyone(self):
        pages = {ask(self.server, self.ARTICLE, times=1 + number % 3, Cookie=f"a={number}").body for number in range(12)}
        self.assertEqual(len(pages), 1)
        page = pages.pop().decode()
        self.assertNotIn('<aside class="appeal"', page)

    def test_its_places_lead_to_what_fills_them(self):
        page = self.server.page(self.ARTICLE)
        places = re.findall(r'data-einsatz="([^"]+)"', page)
        self.assertEqual(len(places), 2)
        for place in places:
            filling = self.server.get(place.replace("&amp;", "&"))
            self.assertEqual(filling.status, 200, place)
            self.assertRegex(filling.text, "<aside")
        self.assertIn('<noscript><p><a href="/beitrag">', page)
        self.assertIn('<noscript><p><a href="/anzeige">', page)
        self.assertIn("<aside", self.server.page("/anzeige"))

    def test_one_small_script_of_our_own_may_run(self):
        article = self.server.get(self.ARTICLE)
        scripts = re.findall(r'<script src="([^"]+)"', article.text)
        self.assertEqual(len(scripts), 1)
        script = self.server.get(scripts[0])
        self.assertEqual(script.headers["content-type"], "text/javascript; charset=utf-8")
        self.assertIn("immutable", script.headers["cache-control"])
        self.assertLessEqual(len(script.body), 1024)
        policy = article.headers["content-security-policy"]
        for part in ("script-src 'self'", "connect-src 'self'", "require-trusted-types-for 'script'",
                     "default-src 'none'"):
            self.assertIn(part, policy)
        self.assertNotIn("unsafe", policy)
        self.assertNotIn("<script src", self.server.page("/"))

    def test_a_page_says_what_it_was_made_from(self):
        for ask_once in (ask, lambda server, path: server.get(path)):
            answer = ask_once(self.server, self.ARTICLE)
            keys = answer.headers["surrogate-key"].split(" ")
            self.assertEqual(answer.headers["cache-tag"].split(","), keys)
            self.assertEqual(len(keys), len(set(keys)))
            for key in ("page", "article-2044", "section", "text_page"):
                self.assertIn(key, keys)
        for path in ("/", "/sitemap-2026-11.xml", "/feed.xml", "/archiv/2026/11", "/gibt-es-nicht"):
            answer = self.server.get(path)
            self.assertIn("page", answer.headers["surrogate-key"].split(" "), path)
            self.assertLessEqual(len(answer.headers["surrogate-key"]), 1000, path)
        for path in ("/einsatz/aufruf?artikel=2044", "/anzeige"):
            self.assertNotIn("surrogate-key", self.server.get(path).headers)


if __name__ == "__main__":
    unittest.main()
