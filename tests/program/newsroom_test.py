"""From the first line to the reader, and back: the newsroom of a running paper, over HTTP."""

import contextlib
import html
import os
import re
import signal
import sqlite3
import time

from samples import article
from staff import DeskTest

BASE = "/redaktion/artikel/1001"
TAB, OTHER = "tab-of-mira-1", "tab-of-jo-0001"


def body(*paragraphs):
    return {"version": 1, "blocks": [{"id": f"b{number}", "type": "paragraph", "text": [{"t": words}]}
                                     for number, words in enumerate(paragraphs)]}


class NewsroomTest(DeskTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve(self.paper, clock=None)
        self.mira = self.signed_in("mira@hafenblatt.example", "Mira", "author")
        self.jo = self.signed_in("jo@hafenblatt.example", "Jo", "editor")

    def signed_in(self, email, name, *roles):
        browser = self.employ(email, name, *roles)
        self.assertEqual(browser.sign_in(email=email).status, 303)
        return browser

    def begin(self, browser, headline="Der Kai wird saniert"):
        answer = browser.send("/redaktion", "/redaktion/artikel", titel=headline, ressort="Hafen & Meer")
        self.assertEqual(answer.status, 303, answer.text)
        return answer.headers["Location"]

    def standing(self, browser, base=BASE):
        status, standing = browser.script("GET", base + "/stand")
        self.assertEqual(status, 200, standing)
        browser.token = standing["token"]
        return standing

    def draft(self, browser, serial, *paragraphs, tab=TAB, base=BASE, **fields):
        it = self.standing(browser, base)
        return {"base": it["body_revision"], "metadata_base": it["metadata_revision"], "serial": serial, "tab": tab,
                "body": body(*paragraphs), "fields": it["fields"] | fields}

    def save(self, browser, serial, *paragraphs, base=BASE, tab=TAB, **fields):
        status, answer = browser.script("POST", base + "/fassung", self.draft(browser, serial, *paragraphs, base=base, tab=tab, **fields))
        self.assertEqual(status, 200, answer)
        return answer

    def publish(self, browser, base=BASE, **more):
        answer = browser.send(base + "/veroeffentlichen", base + "/veroeffentlichen", **more)
        self.assertEqual(answer.status, 303, answer.text)

    def reader(self, path):
        return self.server.get(path)


class FromTheFirstLine(NewsroomTest):
    def test_a_text_is_begun_written_saved_published_corrected_and_withdrawn(self):
        self.assertEqual(self.begin(self.mira), BASE)
        self.save(self.mira, 1, "Am Kai beginnt die Arbeit.")
        self.assertEqual(self.reader("/artikel/1001").status, 404)
        self.publish(self.jo)
        address = "/artikel/1001.der-kai-wird-saniert"
        self.assertIn("Am Kai beginnt die Arbeit.", self.reader(address).text)
        self.assertIn("Der Kai wird saniert", self.reader("/").text)
        self.assertIn("Der Kai wird saniert", self.reader("/feed.xml").text)

        self.standing(self.jo)
        self.jo.script("POST", BASE + "/uebernehmen", {"tab": OTHER})
        self.save(self.jo, 1, "Am Kai beginnt heute die Arbeit.", tab=OTHER)
        self.assertIn("Am Kai beginnt die Arbeit.", self.reader(address).text)
        self.publish(self.jo, berichtigung="Die Arbeit beginnt heute, nicht morgen.")
        corrected = self.reader(address).text
        self.assertIn("Am Kai beginnt heute die Arbeit.", corrected)
        self.assertIn("Die Arbeit beginnt heute, nicht morgen.", corrected)
        self.assertIn("Die Arbeit beginnt heute, nicht morgen.", self.reader("/feed.xml").text)

        answer = self.jo.send(BASE + "/veroeffentlichen", BASE + "/zurueckziehen", grund="Die Quelle war falsch.")
        self.assertEqual(answer.status, 303)
        gone = self.reader(address)
        self.assertEqual(gone.status, 410)
        self.assertIn("Die Quelle war falsch.", gone.text)
        for path in ("/", "/feed.xml", "/feed.json"):
            self.assertNotIn("Der Kai wird saniert", self.reader(path).text, path)
        history = self.jo.page(BASE + "/verlauf")
        for words in ("hat es begonnen", "hat gespeichert", "hat es veröffentlicht", "hat eine Korrektur veröffentlicht",
                      "hat es zurückgezogen: Die Quelle war falsch."):
            self.assertIn(words, history)

    def test_only_the_revision_on_the_screen_is_published(self):
        self.begin(self.mira)
        self.save(self.mira, 1, "Von gestern.")
        seen = self.jo.page(BASE + "/veroeffentlichen")
        hidden = dict(re.findall(r'name="(text|felder|marke)" value="([^"]*)"', seen))
        self.save(self.mira, 2, "Noch nicht fertig")
        answer = self.jo.ask("POST", BASE + "/veroeffentlichen", hidden)
        self.assertEqual(answer.status, 409)
        self.assertIn("Jemand hat es geändert", answer.text)
        self.assertEqual(self.reader("/artikel/1001").status, 404)

    def test_a_headline_is_changed_while_somebody_else_writes_and_nobody_notices_but_in_the_result(self):
        self.begin(self.mira)
        draft = self.draft(self.mira, 1, "Am Kai")
        self.assertEqual(self.mira.script("PUT", BASE + "/entwurf", draft)[0], 200)
        headline = self.draft(self.jo, 1, tab=OTHER) | {"body": self.standing(self.jo)["body"]}
        headline["fields"]["headline"] = "Kai: Sanierung beginnt"
        self.assertEqual(self.jo.script("POST", BASE + "/fassung", headline)[0], 200)
        draft |= {"serial": 2, "body": body("Am Kai wird gebaut.")}
        self.assertEqual(self.mira.script("POST", BASE + "/fassung", draft)[0], 200)
        now = self.standing(self.jo)
        self.assertEqual(now["fields"]["headline"], "Kai: Sanierung beginnt")
        self.assertEqual(now["body"], body("Am Kai wird gebaut."))

    def test_what_was_answered_is_there_after_the_program_was_killed(self):
        self.begin(self.mira)
        for serial in range(1, 6):
            draft = self.draft(self.mira, serial, f"Satz {serial}")
            self.assertEqual(self.mira.script("PUT", BASE + "/entwurf", draft)[0], 200)
        os.kill(self.server.process.pid, signal.SIGKILL)
        self.server.process.wait()
        self.server = self.serve(self.paper, clock=None)
        self.mira.server = self.server
        drafts = self.standing(self.mira)["drafts"]
        self.assertEqual([it["body"] for it in drafts], [body("Satz 5")])

    def test_somebody_else_is_told_who_writes_and_takes_over_without_loss(self):
        self.begin(self.mira)
        self.assertEqual(self.mira.script("PUT", BASE + "/entwurf", self.draft(self.mira, 1, "Miras Satz"))[0], 200)
        status, told = self.jo.script("PUT", BASE + "/entwurf", self.draft(self.jo, 1, "Jos Satz", tab=OTHER))
        self.assertEqual((status, told), (423, {"who": "Mira"}))
        status, standing = self.jo.script("POST", BASE + "/uebernehmen", {"tab": "tab-of-jo-0002"})
        self.assertEqual(status, 200)
        self.assertEqual(sorted(it["who"] for it in standing["drafts"]), ["Jo", "Mira"])
        self.assertEqual(self.mira.script("PUT", BASE + "/entwurf", self.draft(self.mira, 2, "Miras Satz, länger"))[0], 423)
        kept = {it["who"]: it["body"] for it in self.standing(self.jo)["drafts"]}
        self.assertEqual(kept["Mira"], body("Miras Satz, länger"))

    def test_who_is_signed_out_is_told_so_and_nothing_is_stored(self):
        self.begin(self.mira)
        draft = self.draft(self.mira, 1, "Am Kai")
        session = self.mira.cookies.pop("redaktion")
        self.assertEqual(self.mira.script("PUT", BASE + "/entwurf", draft)[0], 401)
        self.mira.cookies["redaktion"] = session
        self.mira.token = "wrong"
        self.assertEqual(self.mira.script("PUT", BASE + "/entwurf", draft)[0], 403)
        self.assertEqual(self.standing(self.mira)["drafts"], [])

    def test_what_is_no_draft_is_refused_with_a_word(self):
        self.begin(self.mira)
        self.standing(self.mira)
        for content in ([], {}, {"tab": TAB}, {"tab": 1, "serial": 1}, self.draft(self.mira, 1) | {"body": 7},
                        self.draft(self.mira, 1) | {"tab": "x"}, self.draft(self.mira, 1) | {"base": 99}):
            status, answer = self.mira.script("PUT", BASE + "/entwurf", content)
            self.assertIn(status, (400, 422), answer)
        status, _ = self.mira.script("PUT", BASE + "/entwurf", self.draft(self.mira, 1, "x" * 2_100_000))
        self.assertEqual(status, 413)


class Later(NewsroomTest):
    def local(self, seconds):
        return time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(time.time() + seconds))

    def setUp(self):
        super().setUp()
        os.environ["TZ"] = "Europe/Berlin"  # as the paper's
        time.tzset()
        self.begin(self.mira)
        self.save(self.mira, 1, "Am Kai beginnt die Arbeit.")

    def schedule(self, seconds, base=BASE):
        answer = self.jo.send(base + "/veroeffentlichen", base + "/planen", wann=self.local(seconds))
        self.assertEqual(answer.status, 303, answer.text)

    def wait_until_published(self, seconds):
        until = time.time() + seconds
        while time.time() < until:
            if self.reader("/artikel/1001.der-kai-wird-saniert").status == 200:
                return
            time.sleep(0.05)
        self.fail("it was not published")

    def test_a_scheduled_text_comes_out_at_its_second(self):
        self.schedule(4)
        self.assertEqual(self.reader("/artikel/1001.der-kai-wird-saniert").status, 404)
        self.wait_until_published(30)
        history = self.jo.page(BASE + "/verlauf")
        self.assertIn("Die Uhr", history)

    def test_one_that_cannot_be_published_keeps_no_other_waiting(self):
        other = self.begin(self.mira, "Die Fähre legt ab")
        self.save(self.mira, 1, "Um acht.", base=other)
        self.schedule(5)
        self.schedule(5, other)
        with contextlib.closing(sqlite3.connect(self.paper.folder / "paper.sqlite", timeout=30)) as database, database:
            database.execute("UPDATE manuscript_body SET body = 'torn' WHERE article = 1001")
        for _ in range(300):
            if self.reader("/artikel/1002").status != 404:
                break
            time.sleep(0.1)
        self.assertNotEqual(self.reader("/artikel/1002").status, 404)
        self.assertEqual(self.reader("/artikel/1001").status, 404)
        self.assertIn('what="article 1001: ', self.server.log_file.read_text())

    def test_one_that_was_due_while_nothing_ran_comes_late_once_and_says_so(self):
        self.schedule(3)
        os.kill(self.server.process.pid, signal.SIGKILL)
        self.server.process.wait()
        time.sleep(10)
        self.server = self.serve(self.paper, clock=None)
        self.jo.server = self.mira.server = self.server
        self.wait_until_published(30)
        history = self.jo.page(BASE + "/verlauf")
        self.assertEqual(history.count("verspätet veröffentlicht"), 1)
        self.assertIn("event=publish", self.server.log_file.read_text())


class BeforeReaders(NewsroomTest):
    def test_a_preview_is_the_readers_page_for_whoever_has_the_link(self):
        self.begin(self.mira)
        self.save(self.mira, 1, "Noch geheim.")
        answer = self.jo.send(BASE + "/vorschau", BASE + "/vorschau")
        link = re.search(r"(/redaktion/vorschau/[\w-]{43})", answer.text)[1]
        shown = self.reader(link)
        self.assertEqual(shown.status, 200)
        self.assertIn("Noch geheim.", shown.text)
        self.assertEqual((shown.headers["cache-control"], shown.headers["x-robots-tag"]), ("no-store", "noindex"))
        self.assertIn('class="article-body', shown.text)
        self.jo.send(BASE + "/vorschau", BASE + "/vorschau/ende")
        self.assertEqual(self.reader(link).status, 404)

    def test_the_front_page_is_arranged_by_hand_and_back(self):
        for number, headline in enumerate(("Erster Text", "Zweiter Text", "Dritter Text"), 1001):
            base = self.begin(self.mira, headline)
            self.assertEqual(base, f"/redaktion/artikel/{number}")
            self.save(self.mira, 1, "Ein Satz.", base=base)
            self.publish(self.jo, base=base)
        self.assertEqual(self.lead(), "Dritter Text")
        self.jo.send("/redaktion/titelseite", "/redaktion/titelseite/platz", artikel="1001", platz="aufmacher")
        self.assertEqual(self.lead(), "Erster Text")
        self.jo.send("/redaktion/titelseite", "/redaktion/titelseite/platz", artikel="1002", platz="eil")
        front = self.reader("/").text
        self.assertIn("Zweiter Text", re.search(r'<section class="breaking".*?</section>', front, re.S)[0])
        self.assertEqual(front.count(">Zweiter Text<"), 1)
        for _ in range(2):
            self.jo.send("/redaktion/titelseite", "/redaktion/titelseite/zurueck")
        self.assertEqual(self.lead(), "Dritter Text")
        self.assertEqual(self.mira.ask("GET", "/redaktion/titelseite").status, 403)

    def lead(self):
        return re.search(r'class="top-lead">.*?<h3[^>]*><a[^>]*>([^<]*)</a>', self.reader("/").text, re.S)[1]


class WhatWasPublishedBefore(DeskTest):
    def test_is_listed_though_nobody_of_the_newsroom_has_touched_it(self):
        self.paper.take(self.write_records("articles.jsonl", *(article(number) for number in range(1, 46))))
        self.server = self.serve(self.paper, clock=None)
        jo = self.employ("jo@hafenblatt.example", "Jo", "editor")
        self.assertEqual(jo.sign_in(email="jo@hafenblatt.example").status, 303)
        self.assertNotIn("/redaktion/artikel/1\"", jo.page("/redaktion"))
        shown, address = [], "/redaktion?stand=published"
        while address:
            page = jo.page(address)
            shown += re.findall(r'<th scope="row"><a href="/redaktion/artikel/(\d+)"', page)
            older = re.search(r'href="(/redaktion\?[^"]*nummer=\d+)"', page)
            address = older and html.unescape(older[1])
        self.assertEqual(sorted(map(int, shown)), list(range(1, 46)))
