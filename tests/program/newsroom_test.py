"""From the first line to the reader, and back: the newsroom of a running paper, over HTTP."""

import contextlib
import html
import os
import re
import signal
import sqlite3
import time
import urllib.parse

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


class ScheduledTest(NewsroomTest):
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


class Later(ScheduledTest):
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
        self.server.stop()
        log = self.server.log_text()
        self.assertIn("path=/redaktion/vorschau/%7Bmarke%7D ", log)
        self.assertNotIn(link.rsplit("/", 1)[1], log, "whoever reads the log has no link")

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

    def drag(self, article, place, before=""):
        answer = self.jo.send("/redaktion/titelseite", "/redaktion/titelseite/zug", artikel=article, platz=place, vor=before)
        self.assertEqual(answer.status, 303, answer.text)

    def arranged(self):
        """Of each place of the desk's front page the articles' numbers, those placed by hand with a star."""
        page = self.jo.page("/redaktion/titelseite")
        places = re.findall(r'<ol data-place="([^"]*)">(.*?)</ol>', page, re.S)
        rows = {place: re.findall(r'<li class="(placed[^"]*)" data-article="(\d+)"', inside) for place, inside in places}
        return {place: " ".join(number + ("*" if "by-hand" in kind else "") for kind, number in all) for place, all in rows.items()}

    def test_dragging_keeps_what_holds_for_the_front_page(self):
        for number, headline in enumerate(("Eins", "Zwei", "Drei", "Vier", "Fünf"), 1001):
            base = self.begin(self.mira, headline)
            self.save(self.mira, 1, "Ein Satz.", base=base)
            self.publish(self.jo, base=base)
        by_itself = self.arranged()
        self.assertEqual((by_itself["aufmacher"], by_itself["zweite"], by_itself["frei"]), ("1005", "1004 1003 1002", "1001"))
        self.drag("1001", "zweite")
        self.drag("1003", "zweite", before="1001")
        self.drag("1002", "eil")
        dragged = self.arranged()
        self.assertEqual((dragged["eil"], dragged["zweite"]), ("1002*", "1003* 1001* 1004"), "in order, the rest fills up by itself")
        front = self.reader("/").text
        for headline in ("Eins", "Zwei", "Drei", "Vier", "Fünf"):
            self.assertEqual(len(re.findall(rf">{headline}<", front)), 1, "no article twice")
        self.assertIn(">Zwei<", re.search(r'<section class="breaking".*?</section>', front, re.S)[0])
        self.drag("1002", "zweite", before="1001")
        self.assertEqual(self.arranged()["zweite"], "1003* 1002* 1001*")
        self.assertNotIn('class="breaking"', self.reader("/").text)
        self.drag("1001", "frei")
        self.assertEqual(self.arranged()["zweite"], "1003* 1002* 1004")
        for expected in ("1003* 1002* 1001*", "1003* 1001* 1004", "1003* 1001* 1004", "1001* 1004 1003"):
            self.jo.send("/redaktion/titelseite", "/redaktion/titelseite/zurueck")
            self.assertEqual(self.arranged()["zweite"], expected, "a drag is undone as any other step")

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


class AtALaterMoment(ScheduledTest):
    """The front page as it will be, for the staff alone."""

    SHEET = "/redaktion/titelseite/vorschau/blatt"

    def sheet(self, seconds, section="", browser=None):
        moment = urllib.parse.quote(self.local(seconds)[:16])
        return (browser or self.jo).ask("GET", f"{self.SHEET}?wann={moment}&ressort={section}")

    def section(self):
        page = self.jo.page("/redaktion/titelseite/vorschau")
        return re.search(r'<select id="ressort".*?<option value="([\w-]+)"', page, re.S)[1]

    def test_what_is_scheduled_until_then_stands_on_it_and_nothing_else_has_happened(self):
        self.schedule(7200)
        now, then = self.sheet(0), self.sheet(10800)
        self.assertEqual((now.status, then.status), (200, 200))
        self.assertNotIn("Der Kai wird saniert", now.text)
        self.assertIn("Der Kai wird saniert", then.text)
        self.assertIn("Der Kai wird saniert", self.sheet(10800, self.section()).text)
        self.assertNotIn("Der Kai wird saniert", self.sheet(3600).text)
        self.assertNotIn("Der Kai wird saniert", self.reader("/").text)
        self.assertIn("geplant", self.jo.page(BASE + "/verlauf"))
        self.assertEqual((then.headers["cache-control"], then.headers["x-robots-tag"]), ("no-store", "noindex"))
        self.assertIn("frame-ancestors 'self'", then.headers["content-security-policy"])
        page = self.jo.page("/redaktion/titelseite/vorschau?wann=" + urllib.parse.quote(self.local(10800)[:16]))
        self.assertIn("Der Kai wird saniert", page)
        self.assertEqual(page.count("<iframe"), 2)

    def test_what_falls_under_an_embargo_until_then_is_not_on_it(self):
        self.schedule(7200)
        until = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86400))
        self.save(self.jo, 1, "Am Kai beginnt die Arbeit.", tab=OTHER, embargo=until)
        self.assertNotIn("Der Kai wird saniert", self.sheet(10800).text)

    def test_it_is_the_staffs_alone(self):
        self.schedule(7200)
        self.assertEqual(self.sheet(10800, browser=self.mira).status, 403)
        self.assertEqual(self.reader(self.SHEET).status, 303)

    def test_it_is_the_readers_page_to_the_letter(self):
        self.publish(self.jo)
        mine, readers = self.sheet(0).text, self.reader("/").text
        self.assertEqual(mine.replace('class="front ahead"', 'class="front"'), readers)


class AsThisPaperWorks(NewsroomTest):
    """Stages, who moves to them, who publishes: the paper's to decide."""

    def setUp(self):
        super().setUp()
        self.server.stop()
        self.paper.set_option("stages", 'stages = ["draft", "proofread", "ready"]')
        self.paper.set_option("movers", 'movers = ["proofread: author", "ready: duty-editor"]')
        self.paper.set_option("publishers", 'publishers = ["author"]')
        self.server = self.serve(self.paper, clock=None)
        for browser in (self.mira, self.jo):
            browser.server = self.server

    def move(self, browser, stage, before):
        return browser.send(BASE + "/veroeffentlichen", BASE + "/stand", von=before, stand=stage).status

    def test_only_whom_it_names_moves_a_text_on_and_publishes(self):
        self.begin(self.mira)
        self.save(self.mira, 1, "Am Kai beginnt die Arbeit.")
        self.assertEqual(self.move(self.jo, "proofread", "draft"), 403)
        self.assertEqual(self.move(self.mira, "edited", "draft"), 422, "this paper does not use it")
        self.assertEqual(self.move(self.mira, "proofread", "draft"), 303)
        self.assertEqual(self.move(self.mira, "ready", "proofread"), 403)
        self.assertNotIn(f'action="{BASE}/veroeffentlichen"', self.jo.page(BASE + "/veroeffentlichen"))
        self.publish(self.mira)
        self.wait_for(200)
        self.assertEqual(self.mira.send(BASE + "/veroeffentlichen", BASE + "/zurueckziehen", grund="Irrtum").status, 303)
        self.wait_for(410)

    def wait_for(self, status):
        until = time.time() + 20
        while self.reader("/artikel/1001.der-kai-wird-saniert").status != status:
            self.assertLess(time.time(), until)
            time.sleep(0.1)


class InPrint(NewsroomTest):
    DAY = "/redaktion/ausgaben/"

    def setUp(self):
        super().setUp()
        self.day = time.strftime("%Y-%m-%d")
        for headline in ("Erster Text", "Zweiter Text", "Dritter Text"):
            base = self.begin(self.mira, headline)
            self.save(self.mira, 1, "Ein Satz.", base=base)
            self.publish(self.jo, base=base)
        answer = self.jo.send("/redaktion/ausgaben", "/redaktion/ausgaben", tag=self.day, nummer="271", titel="Wochenende", seiten="4")
        self.assertEqual((answer.status, answer.headers["Location"]), (303, self.DAY + self.day))

    def act(self, what, status=303, **fields):
        address = self.DAY + self.day
        answer = self.jo.send(address, address + (f"/{what}" if what else ""), **fields)
        self.assertEqual(answer.status, status, answer.text)
        return answer

    def pages(self):
        page = self.jo.page(self.DAY + self.day)
        places = re.findall(r'<ol data-place="(\d+)">(.*?)</ol>', page, re.S)
        return {label: " ".join(re.findall(r'data-article="(\d+)"', inside)) for label, inside in places if "data-article" in inside}

    def test_the_list_of_texts_can_be_asked_for_those_of_an_issue(self):
        self.act("platz", artikel="1003", platz="1")
        self.act("platz", artikel="1001", platz="4")
        page = self.jo.page("/redaktion")
        self.assertIn(f'<option value="{self.day}">', page)
        listed = lambda query: re.findall(r'<th scope="row"><a href="/redaktion/artikel/(\d+)"', self.jo.page("/redaktion?" + query))
        self.assertEqual(listed(f"ausgabe={self.day}"), ["1003", "1001"])
        self.assertEqual(listed(f"ausgabe={self.day}&stand=draft"), [])
        self.assertEqual(listed(f"ausgabe={self.day}&stand=published"), ["1003", "1001"])
        self.assertEqual(listed("ausgabe=1999-01-01"), [])

    def test_an_issue_is_planned_filled_in_order_and_published(self):
        for article in ("1001", "1002", "1003"):
            self.act("platz", artikel=article, platz="1")
        self.assertEqual(self.pages(), {"1": "1001 1002 1003"})
        self.act("schritt", artikel="1003", schritt="hoch")
        self.act("schritt", artikel="1001", schritt="runter")
        self.assertEqual(self.pages(), {"1": "1003 1001 1002"})
        self.act("zug", artikel="1002", platz="4", vor="")
        self.act("zug", artikel="1001", platz="1", vor="1003")
        self.assertEqual(self.pages(), {"1": "1001 1003", "4": "1002"})
        self.act("schritt", artikel="1003", schritt="weg")
        self.assertEqual(self.pages(), {"1": "1001", "4": "1002"})

        public = f"/ausgabe/{self.day}"
        self.assertEqual(self.reader(public).status, 404)
        self.assertNotIn("Gedruckt in der", self.reader("/artikel/1001.erster-text").text)
        self.act("veroeffentlichen")
        self.assertIn("Zweiter Text", self.reader(public + "/seite/4").text)
        self.assertIn("Gedruckt in der", self.reader("/artikel/1001.erster-text").text)
        self.assertIn("hat es in den Druck platziert", self.jo.page(BASE + "/verlauf"))

    def test_its_pages_change_but_none_is_taken_from_under_a_text(self):
        self.act("platz", artikel="1001", platz="4")
        refused = self.act("", status=409, nummer="271", titel="Wochenende", seiten="1 Titel\n2")
        self.assertIn("stehen Texte", refused.text)
        self.act("", nummer="272", titel="", seiten="1 Titel\n4 Hafen\nB1 Beilage")
        page = self.jo.page(self.DAY + self.day)
        self.assertIn("Seite 4: Hafen", page)
        self.assertIn("Seite B1: Beilage", page)
        self.assertIn("1 bis 8 Buchstaben", self.act("", status=422, seiten="1/2").text)
        self.assertIn("Diese Seite hat die Ausgabe nicht", self.act("platz", status=422, artikel="1001", platz="7").text)

    def test_texts_are_found_by_words_and_by_section(self):
        found = lambda query: re.findall(r'<li class="placed" data-article="(\d+)"', self.jo.page(self.DAY + self.day + query))
        self.assertEqual(sorted(found("")), ["1001", "1002", "1003"])
        until = time.time() + 20
        while found("?suche=Zweiter") != ["1002"]:
            self.assertLess(time.time(), until, "not in the index")
            time.sleep(0.2)
        page = self.jo.page(self.DAY + self.day)
        section = re.search(r'<select id="ressort".*?<option value="([\w-]+)"', page, re.S)[1]
        self.assertEqual(len(found(f"?ressort={section}")), 3)
        self.assertEqual(found("?ressort=kultur"), [])

    def test_the_pages_of_its_issue_are_offered_to_the_text_that_stands_in_it(self):
        self.assertNotIn("data-see-page", self.jo.page(BASE))
        self.act("platz", artikel="1001", platz="4")
        self.assertEqual(re.findall(r'data-see-page="(\w+)"', self.jo.page(BASE)), ["1", "2", "3", "4"])

    def test_an_author_has_no_part_in_it(self):
        self.assertEqual(self.mira.ask("GET", "/redaktion/ausgaben").status, 403)
        self.assertEqual(self.mira.ask("GET", self.DAY + self.day).status, 403)


class AskedAndAdvertised(NewsroomTest):
    """Appeals and campaigns at the desk."""

    TITLE = "Diese Zeitung bleibt"

    def setUp(self):
        super().setUp()
        self.till = self.signed_in("kasse@hafenblatt.example", "Kassandra", "till")
        self.begin(self.mira)
        self.save(self.mira, 1, "Am Kai beginnt die Arbeit.")
        self.publish(self.jo)

    def article(self):
        return self.reader("/artikel/1001.der-kai-wird-saniert").text

    def wait_for(self, there, words):
        until = time.time() + 20
        while (words in self.article()) != there:
            self.assertLess(time.time(), until, f"{words}: {not there}")
            time.sleep(0.1)

    def write(self, status=303, page="/redaktion/aufruf", **fields):
        answer = self.jo.send(page, "/redaktion/aufrufe", **{"titel": self.TITLE, "sprache": "de"} | fields)
        self.assertEqual(answer.status, status, answer.text)
        return answer

    def test_an_appeal_is_made_changed_and_ended(self):
        self.write(name="bleibt", text="Erster Absatz.\n\nZweiter Absatz.", zwecke="Recherchen\nReisen", knopf="Geben")
        self.wait_for(True, self.TITLE)
        shown = self.article()
        for words in ("Erster Absatz.", "Zweiter Absatz.", "Recherchen", "Reisen"):
            self.assertIn(words, shown)
        own = "/redaktion/aufrufe/bleibt"
        self.write(page=own, titel="Danke, dass Sie lesen")
        self.wait_for(True, "Danke, dass Sie lesen")
        self.assertEqual(self.write(409, name="bleibt").text.count('role="alert"'), 1)
        self.assertIn("kleinen Buchstaben", self.write(422, name="Mit Leerzeichen").text)
        self.assertEqual(self.jo.send(own, own + "/ende").status, 303)
        self.wait_for(False, "Danke, dass Sie lesen")
        self.assertIn("Vorbei seit", self.jo.page("/redaktion/aufrufe"))

    def test_an_appeal_stands_under_its_sections_and_from_its_hour_on(self):
        section = re.search(r'name="(ressort-[\w-]+)"', self.jo.page("/redaktion/aufruf"))[1]
        self.write(name="anderswo", titel="Für alle")
        self.write(name="hafen", titel="Für den Hafen", **{section: "1"})
        self.wait_for(True, "Für den Hafen")
        self.assertNotIn("Für alle", self.article())
        later = time.strftime("%Y-%m-%dT%H:%M", time.localtime(time.time() + 7200))
        own = "/redaktion/aufrufe/hafen"
        self.write(page=own, titel="Für den Hafen", von=later, **{section: "1"})
        self.wait_for(True, "Für alle")
        self.assertIn("Beginnt am", self.jo.page("/redaktion/aufrufe"))

    def test_an_author_closes_an_article_to_appeals_and_advertising(self):
        self.write(name="bleibt")
        self.wait_for(True, self.TITLE)
        base = self.begin(self.mira, "Möwen")
        self.save(self.mira, 1, "Ein Satz.", base=base, appeals=False, advertising=False)
        self.publish(self.jo, base=base)
        self.assertNotIn(self.TITLE, self.reader("/artikel/1002.moewen").text)
        page = self.mira.page(base)
        self.assertIn('name="appeals"', page)
        self.assertIn('name="advertising"', page)

    def test_a_campaign_is_booked_reported_and_ended(self):
        booked = self.till.send("/redaktion/kampagne", "/redaktion/werbung", name="kalender", titel="Zwölf Drucke", link="/kalender",
                                gewicht="1", **{"platz-article": "1"})
        self.assertEqual((booked.status, booked.headers["Location"]), (303, "/redaktion/werbung/kalender"), booked.text)
        self.wait_for(True, "Zwölf Drucke")
        report = lambda: self.till.page("/redaktion/werbung/kalender")
        self.assertIn("Bericht", report())
        wrong = self.till.send("/redaktion/kampagne", "/redaktion/werbung", name="anderer", titel="x", link="ftp://x", gewicht="1", zeichen="anzeige",
                               sprache="en", **{"platz-article": "1"})
        self.assertEqual(wrong.status, 422)
        chosen = re.findall(r'<option value="(\w*)" selected', wrong.text)
        self.assertEqual(chosen, ["anzeige", "en"], "a refused form shows what was chosen in it")
        table = self.till.ask("GET", "/redaktion/werbung/kalender/bericht.csv")
        self.assertEqual((table.status, table.headers["Content-Type"]), (200, "text/csv; charset=utf-8; header=present"))
        self.assertIn('filename="kalender.csv"', table.headers["Content-Disposition"])
        self.assertTrue(table.text.startswith("campaign,place,day,shown,clicked\n"), table.text)
        self.assertEqual(self.till.ask("GET", "/redaktion/werbung/nie/bericht.csv").status, 404)
        self.assertIn("ein Pfad dieser Zeitung", wrong.text)
        self.assertEqual(self.till.send("/redaktion/werbung/kalender", "/redaktion/werbung/kalender/ende").status, 303)
        self.wait_for(False, "Zwölf Drucke")

    def test_newsroom_and_till_are_separate_rooms(self):
        self.assertEqual(self.till.ask("GET", "/redaktion/aufrufe").status, 403)
        self.assertEqual(self.till.ask("GET", BASE).status, 403)
        for browser in (self.mira, self.jo):
            self.assertEqual(browser.ask("GET", "/redaktion/werbung").status, 403)
