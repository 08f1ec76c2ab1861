"""Somebody gives, from the page to the last letter; and what nobody may read is read nowhere."""

import html
import json
import re
import time
import urllib.parse
import unittest

from desk_browser import Browser
from mail_test import read, text_of
from support import ProgramTest

IBAN = "DE75512108001245126199"
PRINTED = "DE75 5121 0800 1245 1261 99"
OTHER_IBAN = "AT611904300234573201"
EMAIL = "juergen@kai.example"


class GivingTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.demonstration()
        self.paper.set_option("from", 'from = "Hafenblatt <beitrag@hafenblatt.example>"')
        self.server = self.serve(self.paper, clock=None)
        self.browser = Browser(self.server)
        self.pages, self.letters, self.tokens = [], [], []

    def ask(self, method, path, fields=None):
        answer = self.browser.ask(method, path, fields)
        if "/alles.json" not in path:
            self.pages.append(answer.text)
        self.assertIn("no-store", answer.headers["Cache-Control"], path)
        return answer

    def page(self, path):
        answer = self.ask("GET", path)
        self.assertEqual(answer.status, 200, path)
        return answer.text

    def send(self, path, action, **fields):
        """The form with this action, filled in; one that has none goes to its page's own address."""
        page = self.page(path)
        forms = [form for form in re.findall(r'<form\b[^>]*method="post".*?</form>', page, re.S) if f'action="{action}"' in form] if action else \
            [form for form in re.findall(r'<form\b[^>]*method="post".*?</form>', page, re.S)
             if all(f'name="{name}"' in form for name in fields) and f'value="{fields.get("was", "")}"' in form]
        return self.submit(forms[0], action or path, fields)

    def submit(self, form, address, fields):
        hidden = {name: html.unescape(value) for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)}
        answer = self.ask("POST", address, hidden | fields)
        self.assertIn(answer.status, (200, 303), answer.text)
        return answer

    def letter(self):
        """The next one; waits for it."""
        for _ in range(600):
            files = sorted((self.paper.folder / "outgoing").glob("*.eml"))
            if files:
                letter = read(files[0])
                files[0].unlink()
                self.letters.append(letter.as_string() + text_of(letter) + letter.get_body(("html",)).get_content())
                self.tokens += re.findall(r"/beitrag/[a-z]+/([A-Za-z0-9_-]{43})", text_of(letter))
                return letter
            time.sleep(0.05)
        return self.fail("no letter came")

    def link(self, letter):
        return re.search(r"http://localhost:8080(/beitrag/\S+)", text_of(letter))[1]

    def own_page(self, answer):
        self.assertEqual(answer.status, 303)
        path = urllib.parse.urlsplit(answer.headers["Location"]).path
        self.tokens.append(re.search(r"/mein/([^/]+)", path)[1])
        return path

    def give(self):
        checked = self.send("/beitrag?betrag=10&rhythmus=monatlich", "/beitrag/lastschrift", name="Jürgen Groß", email=EMAIL, iban=PRINTED)
        self.assertIn("10\u00a0€ monatlich", checked.text)
        self.assertIn("…6199", checked.text)
        form = re.search(r'<form[^>]*action="/beitrag/geben".*?</form>', checked.text, re.S)[0]
        self.assertEqual(self.submit(form, "/beitrag/geben", {}).status, 200)
        self.assertEqual(self.submit(form, "/beitrag/geben", {}).status, 200, "pressed again")
        letter = self.letter()
        self.assertIn("Jürgen Groß", letter["To"])
        self.page(self.link(letter))
        return self.own_page(self.ask("POST", self.link(letter), {}))

    def assert_nobody_can_read(self):
        self.assertEqual(list((self.paper.folder / "outgoing").glob("*.eml")), [], "there was one letter for each")
        log = self.server.log_text()
        self.assertIn("route=\"giver's page\"", log.replace("route=giver's page", "route=\"giver's page\""))
        self.assertGreater(len(self.tokens), 2)
        for token in self.tokens:
            self.assertNotIn(token, log)
        database = b"".join(file.read_bytes() for file in self.paper.folder.glob("paper.sqlite*"))
        for token in self.tokens:
            self.assertNotIn(token.encode(), database)
        for number in (IBAN, PRINTED, IBAN[-12:], OTHER_IBAN, "AT61 1904 3002 3457 3201"):
            for place in (log, *self.pages, *self.letters):
                self.assertNotIn(number, place)
            self.assertNotIn(number.encode(), database)
        for word in (EMAIL, "Groß", "Jürgen"):
            self.assertNotIn(word, log)
            self.assertNotIn(word.encode(), database)

    def test_a_direct_debit_from_the_first_page_to_its_end(self):
        own = self.give()
        self.assertIn("Läuft", self.page(own))
        self.assertEqual(self.send(own + "/1", None, was="betrag", betrag="12,50").status, 303)
        self.assertIn("12,50", self.page(own))
        self.assertEqual(self.send(own + "/1", None, was="konto", name="Jürgen Groß", iban="AT61 1904 3002 3457 3201").status, 303)
        self.assertIn("…3201", self.page(own))
        self.assertEqual(self.send(own + "/1", None, was="pause").status, 303)
        self.assertEqual(self.send(own + "/1", None, was="weiter").status, 303)
        known = json.loads(self.ask("GET", own + "/alles.json").text)
        self.assertEqual(known["given_as"][0]["agreements"][0]["amount"], "12.50")
        self.assertEqual(self.send(own + "/1", None, was="ende").status, 303)
        self.assertIn("endete am", text_of(self.letter()))
        self.assertEqual(self.ask("GET", "/beitrag/mein/" + "x" * 43).status, 404)
        self.assert_nobody_can_read()

    def test_a_new_link_and_the_end_without_any(self):
        own = self.give()
        reference = re.search(r"RF\d\d [0-9A-Z ]+", self.page(own))[0]
        answers = [self.send("/beitrag/link", None, email=email).text for email in (EMAIL, "niemand@kai.example")]
        self.assertEqual(answers[0], answers[1])
        self.page(self.link(self.letter()))
        ended = self.send("/beitrag/beenden", None, email=EMAIL, referenz=reference.strip())
        self.assertEqual(ended.status, 200)
        self.assertIn(reference.strip(), text_of(self.letter()))
        self.assert_nobody_can_read()

    def test_a_form_from_elsewhere_is_refused(self):
        answer = self.server.send(b"POST /beitrag/link HTTP/1.1\r\nHost: localhost\r\nOrigin: https://elsewhere.example\r\nConnection: close\r\n"
                                  b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\n\r\nemail=a@b.c", "POST")
        self.assertEqual(answer.status, 403)

    def test_being_forgotten_leaves_nothing(self):
        own = self.give()
        self.assertEqual(self.send(own + "/vergessen", None).status, 200)
        self.assertEqual(self.ask("GET", own).status, 404)
        with self.paper.database() as database:
            self.assertEqual(database.execute("SELECT name, email, address, email_index FROM giver").fetchall(), [("", "", "", "")])


if __name__ == "__main__":
    unittest.main()
