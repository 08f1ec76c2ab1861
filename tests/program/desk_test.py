"""The staff's accounts, from the command line to a signed-in browser."""

import base64
import hashlib
import hmac
import html
import re
import struct
import time
import unittest
import urllib.parse

from program import Paper, run
from staff import ADA, PASSWORD, Browser, DeskTest


def code_of(key):
    """RFC 6238, with the standard library alone."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(key), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1_000_000:06}"


class FromTheCommandLine(DeskTest):
    def test_somebody_is_added_listed_given_roles_and_sent_away(self):
        self.assertIn("Begin with", self.user("list").output)
        added = self.user("add", ADA, "--name", "Ada Brink", "--role", "administrator", "--role", "editor")
        self.assertRegex(added.output, r"http://localhost:8080/redaktion/einladung/[\w-]{43}\n$")
        self.assertEqual(self.user("list").output, f"{ADA}\tAda Brink\teditor administrator\tinvited\n")
        self.assertNotEqual(self.user("invite", ADA).output, added.output)
        self.user("add", "jo@hafenblatt.example", "--name", "Jo", "--role", "administrator")
        self.user("roles", ADA, "--role", "author")
        self.user("deactivate", ADA)
        self.assertIn(f"{ADA}\tAda Brink\tauthor\tnot active\n", self.user("list").output)
        self.user("activate", ADA)

    def test_what_is_wrong_is_said(self):
        self.assertIn("no role", self.user("add", ADA, "--name", "Ada", "--role", "boss", status=2).errors)
        self.assertIn("no e-mail", self.user("add", "ada", "--name", "Ada", status=2).errors)
        self.assertIn("nobody has this address", self.user("invite", ADA, status=2).errors)

    def test_the_last_administrator_stays(self):
        self.user("add", ADA, "--name", "Ada Brink", "--role", "administrator")
        self.assertIn("somebody must be left", self.user("deactivate", ADA, status=2).errors)
        self.assertIn("somebody must be left", self.user("roles", ADA, status=2).errors)


class InTheBrowser(DeskTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve(self.paper, clock=None)

    def test_an_invitation_leads_to_a_password_and_to_the_desk(self):
        browser = self.employ(ADA, "Ada Brink", "editor")
        answer = browser.sign_in()
        self.assertEqual((answer.status, answer.headers["Location"]), (303, "/redaktion"))
        for line in browser.set_cookies:
            self.assertIn("; Path=/redaktion; ", line)
            self.assertIn("; HttpOnly; SameSite=Lax", line)
        self.assertIn("Ein neuer Text", browser.page("/redaktion"))
        self.assertEqual(browser.ask("GET", "/redaktion/leute").status, 403)

    def test_who_comes_for_a_page_gets_it_after_signing_in(self):
        browser = self.employ()
        first = browser.ask("GET", "/redaktion/konto")
        self.assertEqual(first.headers["Location"], "/redaktion/anmelden?weiter=%2Fredaktion%2Fkonto")
        page = browser.page(first.headers["Location"])
        self.assertIn('name="weiter" value="/redaktion/konto"', page)
        self.assertEqual(browser.sign_in(weiter="/redaktion/konto").headers["Location"], "/redaktion/konto")

    def test_a_wrong_password_says_so_and_no_more(self):
        browser = self.employ()
        for email in (ADA, "niemand@hafenblatt.example"):
            answer = browser.sign_in("falsches Passwort", email)
            self.assertEqual(answer.status, 422)
            self.assertIn("E-Mail-Adresse oder Passwort stimmen nicht.", answer.text)
            self.assertNotIn("falsches Passwort", answer.text)
        self.assertEqual(browser.ask("GET", "/redaktion").status, 303)

    def test_signing_out_ends_the_session_everywhere_it_was_copied_to(self):
        browser = self.employ()
        browser.sign_in()
        copied = dict(browser.cookies)
        self.assertEqual(browser.send("/redaktion", "/redaktion/abmelden").status, 303)
        browser.cookies = copied
        self.assertEqual(browser.ask("GET", "/redaktion").status, 303)

    def test_a_second_factor_is_set_up_asked_for_and_replaced_by_a_recovery_code(self):
        browser = self.employ()
        browser.sign_in()
        page = browser.page("/redaktion/konto/zweitfaktor")
        self.assertIn("<svg", page)
        key = re.search("<code>([A-Z2-7 ]{39})</code>", page)[1].replace(" ", "")
        hidden = {name: html.unescape(value) for name, value in
                  re.findall(r'name="(marke|angebot)" value="([^"]*)"', page)}
        wrong = browser.ask("POST", "/redaktion/konto/zweitfaktor", hidden | {"code": "12345"})
        self.assertEqual(wrong.status, 422)
        self.assertIn(key[:4], wrong.text, "the same key is offered again")
        done = browser.ask("POST", "/redaktion/konto/zweitfaktor", hidden | {"code": code_of(key)})
        codes = re.findall("<code>([a-z2-9]{4}-[a-z2-9]{4})</code>", done.text)
        self.assertEqual(len(codes), 10)
        other = Browser(self.server)
        asked = other.sign_in()
        self.assertEqual(asked.status, 422)
        self.assertIn('name="code"', asked.text)
        self.assertEqual(other.sign_in(code=codes[0]).status, 303)
        self.assertEqual(Browser(self.server).sign_in(code=codes[0]).status, 422)
        self.assertIn("noch 9 Ersatzcodes", other.page("/redaktion/konto"))

    def test_sessions_are_seen_and_ended_and_a_new_password_ends_the_others(self):
        browser, other = self.employ(), Browser(self.server)
        browser.sign_in()
        other.sign_in()
        answer = browser.send("/redaktion/konto", "/redaktion/konto/sitzung")
        self.assertEqual(answer.status, 303)
        self.assertEqual(other.ask("GET", "/redaktion").status, 303)
        other.sign_in()
        changed = browser.send("/redaktion/konto", "/redaktion/konto/passwort", altes=PASSWORD, neues="drei Möwen auf dem Dach")
        self.assertEqual(changed.headers["Location"], "/redaktion/konto?getan=1")
        self.assertEqual(other.ask("GET", "/redaktion").status, 303)
        self.assertEqual(browser.ask("GET", "/redaktion").status, 200)

    def test_an_administrator_adds_somebody_and_what_was_done_is_written_down(self):
        browser = self.employ(ADA, "Ada Brink", "administrator")
        browser.sign_in()
        added = browser.send("/redaktion/leute", "/redaktion/leute", name="Jo Thode", email="jo@hafenblatt.example",
                             sprache="en", rolle="author")
        self.assertEqual(added.status, 200)
        link = re.search(r'<code class="copy">http://localhost:8080(/redaktion/einladung/[\w-]+)</code>', added.text)[1]
        jo = Browser(self.server)
        self.assertEqual(jo.ask("POST", link, {"passwort": "kurz"}).status, 422)
        self.assertEqual(jo.ask("POST", link, {"passwort": PASSWORD}).status, 303)
        self.assertEqual(jo.ask("GET", link).status, 404)
        jo.sign_in(email="jo@hafenblatt.example")
        self.assertIn("Begin to write", jo.page("/redaktion"))
        page = browser.page("/redaktion/leute/2")
        for words in ("angelegt", "eingeladen", "angemeldet"):
            self.assertIn(words, page)
        browser.send("/redaktion/leute/2", "/redaktion/leute/2/ruhe")
        self.assertEqual(jo.ask("GET", "/redaktion").status, 303)

    def test_the_session_and_the_second_factor_outlive_a_restart_and_a_restored_backup(self):
        browser = self.employ()
        browser.sign_in()
        self.server.stop()
        self.assert_status(self.paper.run("backup", self.folder / "paper.tar"), 0)
        self.assert_status(run("restore", self.folder / "paper.tar", self.folder / "restored"), 0)
        restored = Paper(self.folder / "restored")
        browser.server = self.serve(restored, clock=None)
        self.assertIn("Ada Brink", browser.page("/redaktion"))


if __name__ == "__main__":
    unittest.main()
