"""Who reads the paper sees what is published, no more: drafts, what is withdrawn, what is to come."""

import html
import re
import unittest
import urllib.parse

from samples import article, paragraph
from support import ProgramTest, ServedDemonstration

FEEDS = ("/feed.xml", "/feed.atom", "/feed.json", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt",
         "/.well-known/tdmrep.json")
DRAFTS = (2046, 2060)
WITHDRAWN = 2009


def links_of(text):
    """The addresses within the paper that a page, feed or sitemap names."""
    found = re.findall(r'(?:href|src|action)="([^"]*)"', text) + re.findall(r"<(?:loc|link|guid[^>]*)>([^<]*)<", text)
    found += [address for several in re.findall(r'srcset="([^"]*)"', text) for address in
              (part.split()[0] for part in several.split(",") if part.split())]
    found += re.findall(r'"(?:url|home_page_url|next_url|feed_url)":"([^"]*)"', text)
    for address in found:
        parts = urllib.parse.urlsplit(html.unescape(address))
        if parts.netloc in ("", "localhost:8080") and parts.scheme in ("", "http") and parts.path:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


class TheWholePaper(ServedDemonstration):
    """Every page that can be reached from the front page, the feeds and the sitemaps."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.answers, waiting, cls.from_where = {}, ["/", *FEEDS], {}
        while waiting:
            path = waiting.pop()
            if path in cls.answers:
                continue
            assert len(cls.answers) < 3000, "the paper has no end"
            answer = cls.answers[path] = cls.server.get(path)
            if answer.status in (302, 303) and answer.headers["location"].startswith("/"):
                cls.from_where[answer.headers["location"]] = path
                waiting.append(answer.headers["location"])
            if not re.search(r"text/|xml|json", answer.headers.get("content-type", "")):
                continue
            for link in links_of(answer.text):
                cls.from_where.setdefault(link, path)
                waiting.append(link)
        cls.texts = {path: answer.text for path, answer in cls.answers.items()
                     if re.search(r"text/html|xml|json", answer.headers.get("content-type", ""))}
        cls.records = cls.paper.articles()

    def test_has_no_link_that_leads_nowhere(self):
        dead = {path: (answer.status, self.from_where.get(path)) for path, answer in self.answers.items()
                if answer.status not in (200, 302) and not self.leads_to_an_advertiser(path, answer)}
        self.assertEqual(dead, {})

    def leads_to_an_advertiser(self, path, answer):
        return path.startswith("/werbung/") and answer.status == 303

    def test_is_reached_with_all_its_published_articles(self):
        expected = {f"/artikel/{number}.{record['slug']}" for number, record in self.records.items()
                    if record["state"] == "published"}
        self.assertEqual({path for path in self.answers if path.startswith("/artikel/")}, expected)

    def test_has_every_kind_of_page(self):
        for kind in ("/ressort/", "/thema/", "/von/", "/archiv/2026/11/", "/ausgabe/2026-11-21/seite/", "/bilder/",
                     "/theme/", "/sitemap-", "/beitrag", "/impressum", "/datenschutz", "/ueber-uns"):
            self.assertTrue(any(path.startswith(kind) for path in self.answers), kind)

    def test_says_nowhere_a_word_of_a_draft(self):
        for number in DRAFTS:
            record = self.records[number]
            self.assertEqual(record["state"], "draft")
            words = [record["headline"], record["slug"], f"/artikel/{number}"]
            words += [block["text"][0]["t"][:40] for block in record["body"]["blocks"]]
            for path, text in self.texts.items():
                for word in words:
                    self.assertNotIn(word, html.unescape(text), path)

    def test_answers_a_draft_as_what_does_not_exist(self):
        never_existed = self.server.get("/artikel/9999999").status
        for number in DRAFTS:
            for path in (f"/artikel/{number}", f"/artikel/{number}.{self.records[number]['slug']}"):
                answer = self.server.get(path)
                self.assertEqual((answer.status, never_existed), (404, 404))
                self.assertNotIn(self.records[number]["headline"], html.unescape(answer.text))

    def test_says_of_a_withdrawn_article_why_and_not_what(self):
        record = self.records[WITHDRAWN]
        answer = self.server.get(f"/artikel/{WITHDRAWN}.{record['slug']}")
        self.assertEqual(answer.status, 410)
        text = html.unescape(re.sub(r"<[^>]*>", "", answer.text))
        self.assertIn(record["withdrawal"]["reason"][:60], text)
        for block in record["body"]["blocks"]:
            self.assertNotIn(block["text"][0]["t"][:40], text)
        self.assertEqual(self.server.get(f"/artikel/{WITHDRAWN}.anders").status, 410)

    def test_lists_a_withdrawn_article_nowhere(self):
        record = self.records[WITHDRAWN]
        for path, text in self.texts.items():
            for word in (f"/artikel/{WITHDRAWN}", record["slug"], record["body"]["blocks"][0]["text"][0]["t"][:40]):
                self.assertNotIn(word, html.unescape(text), path)

    def test_needs_no_script_no_cookie_and_nobody_else(self):
        for path, answer in self.answers.items():
            self.assertNotIn("set-cookie", answer.headers, path)
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            text = answer.text
            for kind in re.findall(r"<script([^>]*)>", text):
                self.assertIn("application/ld+json", kind, path)
            self.assertNotRegex(text, r"(?i)<[^>]* (?:on\w+|style)=", path)
            for source in re.findall(r'<(?:img|link rel="(?:stylesheet|preload|icon)"|source|iframe|form)[^>]*?'
                                     r'(?:src|href|action)="([^"]*)"', text):
                self.assertTrue(source.startswith("/") and not source.startswith("//"), f"{path}: {source}")
            self.assertNotIn("<iframe", text, path)

    def test_says_in_which_language_the_papers_own_words_in_a_foreign_article_are(self):
        foreign, own = (self.texts[f"/artikel/{number}.{self.records[number]['slug']}"] for number in (2042, 2001))
        for text, expected in ((foreign, True), (own, False)):
            advertisement = re.search(r'<aside class="advertisement".*?</aside>', text, re.DOTALL)[0]
            self.assertEqual('<span lang="de">' in advertisement, expected, advertisement)
            more = re.search(r'<section class="next"[^>]*>', text)[0]
            self.assertEqual('lang="de"' in more, expected, more)

    def test_has_exactly_one_headline_on_every_page(self):
        for path, answer in self.answers.items():
            if "text/html" in answer.headers.get("content-type", ""):
                self.assertEqual(len(re.findall(r"<h1[ >]", answer.text)), 1, path)

    def test_has_no_article_twice_on_the_front_page(self):
        main = self.texts["/"].split("<main", 1)[1].split("</main>")[0]
        linked = re.findall(r'<a [^>]*href="(/artikel/[^"]+)"', main)
        self.assertGreater(len(linked), 15)
        self.assertEqual(sorted(set(linked)), sorted(linked))


class TimeGoesOn(ProgramTest):
    """The same paper before and after an article's instant."""

    BEFORE, AT, AFTER = "2026-11-20T05:59:59Z", "2026-11-20T06:00:00Z", "2026-11-20T06:00:01Z"
    HEADLINE = "Die Schleuse öffnet um sechs"
    PLACES = ("/", "/ressort/hafen", "/thema/schleuse", "/von/mira-petersen", "/archiv/2026/11/20", "/archiv/2026/11",
              "/ausgabe/2026-11-20", "/ausgabe/2026-11-20/seite/1", "/feed.xml", "/feed.atom", "/feed.json",
              "/ressort/hafen/feed.xml", "/news-sitemap.xml")

    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()
        both = {"section": "hafen", "topics": ["Schleuse"], "authors": [{"name": "Mira Petersen", "role": "text"}]}
        self.paper.take(self.write_records(
            "paper.jsonl",
            {"format": "allmende-section/1", "slug": "hafen", "name": "Hafen", "order": 1},
            {"format": "allmende-issue/1", "date": "2026-11-20", "pages": [{"label": "1", "title": "Titel"}]},
            article(1, headline="Die Schleuse ist zu", published="2026-11-20T01:00:00Z",
                    placements=[{"issue": "2026-11-20", "page": "1", "order": 2}], **both),
            article(2, paragraph("Das Tor bewegt sich."), headline=self.HEADLINE, published=self.AT,
                    placements=[{"issue": "2026-11-20", "page": "1", "order": 1}], **both)))

    def seen(self, clock):
        server = self.serve(self.paper, clock=clock)
        places = {path for path in self.PLACES if self.HEADLINE in html.unescape(server.page(path))}
        article_page = server.get("/artikel/2.die-schleuse-oeffnet-um-sechs")
        month = [path for path in re.findall(r"/sitemap-[^<]*\.xml", server.page("/sitemap.xml"))]
        in_sitemap = any("/artikel/2." in server.page(path) for path in month)
        server.stop()
        self.assertEqual(self.HEADLINE in html.unescape(article_page.text), article_page.status == 200)
        return places, article_page.status, in_sitemap

    def test_before_its_instant_an_article_is_nowhere(self):
        self.assertEqual(self.seen(self.BEFORE), (set(), 404, False))

    def test_at_its_instant_it_is_everywhere(self):
        places, status, in_sitemap = self.seen(self.AT)
        self.assertEqual(places, set(self.PLACES) - {"/archiv/2026/11"} | (places & {"/archiv/2026/11"}))
        self.assertEqual((status, in_sitemap), (200, True))

    def test_afterwards_it_is_too(self):
        places, status, in_sitemap = self.seen(self.AFTER)
        self.assertGreater(len(places), 10)
        self.assertEqual((status, in_sitemap), (200, True))

    def test_an_instant_that_is_none_does_not_start_the_server(self):
        done = self.paper.run("serve", "--port", "0", "--operator-port", "0", "--clock", "morgen")
        self.assertIn(done.status, (2, 64), repr(done))
        self.assertIn("--clock", done.errors)


if __name__ == "__main__":
    unittest.main()
