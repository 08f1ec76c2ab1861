"""Letters, from the settings to a mail server of our own."""

import email
import email.policy
import json
import pathlib
import re
import subprocess
import sys
import time
import unittest
import urllib.parse

from program import ROOT, run
from staff import ADA, PASSWORD, Browser
from support import ProgramTest


class MailServer:
    def __init__(self, folder, *options):
        self.folder = pathlib.Path(folder)
        command = [sys.executable, "-B", ROOT / "tests/support/smtp_server.py", folder, *options]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])

    def end(self):
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()

    def letter(self, number=1):
        """The letter as Python reads it, and its envelope; waits for it."""
        file = self.folder / f"{number}.json"
        for _ in range(600):
            if file.exists():
                break
            time.sleep(0.05)
        return read(self.folder / f"{number}.eml"), json.loads(file.read_text())


def read(file):
    with open(file, "rb") as bytes_:
        letter = email.message_from_binary_file(bytes_, policy=email.policy.default)
    assert not letter.defects, letter.defects
    return letter


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


class MailTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()

    def mail_server(self, *options):
        server = MailServer(self.folder / "mailbox", *options)
        self.addCleanup(server.end)
        self.paper.set_option("server", f'server = "smtp://127.0.0.1:{server.port}"')
        self.paper.set_option("from", 'from = "Blätter der Küste <redaktion@hafenblatt.example>"')
        return server

    def wait_for(self, words, command=("jobs", "list")):
        for _ in range(600):
            output = run(*command, self.paper.folder).output
            if words in output:
                return output
            time.sleep(0.1)
        return self.fail(f"never said {words}: {output}")


class FromTheCommandLine(MailTest):
    def test_a_test_letter_is_sent(self):
        server = self.mail_server()
        done = run("mail", "test", self.paper.folder, "jo@blätter.example")
        self.assert_status(done, 0)
        self.assertIn(f"127.0.0.1:{server.port} has taken it, without TLS", done.output)
        letter, envelope = server.letter()
        self.assertEqual(envelope["to"], ["TO:<jo@xn--bltter-cua.example>"])
        self.assertEqual(envelope["name"], "hafenblatt.example")
        self.assertEqual(letter["From"].addresses[0].display_name, "Blätter der Küste")
        self.assertEqual(letter["Auto-Submitted"], "auto-generated")
        self.assertRegex(letter["Message-ID"], r"^<[0-9a-f]{32}@hafenblatt.example>$")
        self.assertIn("Unsere Zeitung", letter["Subject"])

    def test_a_test_letter_without_a_server_lies_in_a_folder(self):
        self.paper.set_option("from", 'from = "redaktion@hafenblatt.example"')
        done = run("mail", "test", self.paper.folder, ADA)
        self.assert_status(done, 0)
        self.assertIn("no mail server", done.output)
        (file,) = (self.paper.folder / "outgoing").iterdir()
        self.assertIn(str(file), done.output)
        self.assertEqual(read(file)["To"], ADA)

    def test_what_is_wrong_is_said(self):
        done = run("mail", "test", self.paper.folder, ADA)
        self.assert_status(done, 2)
        self.assertIn("mail.from", done.errors)
        self.mail_server("--answer", "RCPT=550 5.1.1 no such user")
        done = run("mail", "test", self.paper.folder, "jörg@blatt.example")
        self.assert_status(done, 2)
        self.assertIn("plain letters", done.errors)
        done = run("mail", "test", self.paper.folder, ADA)
        self.assert_status(done, 2)
        self.assertIn("the mail server said: 550 5.1.1 no such user", done.errors)

    def test_a_password_comes_from_its_file_or_the_environment(self):
        self.mail_server("--user", "blatt", "--password", "Ebbe & Flut")
        done = run("mail", "test", self.paper.folder, ADA)
        self.assert_status(done, 70)
        self.assertIn("530", done.errors)
        self.paper.set_option("user", 'user = "blatt"')
        self.paper.set_option("password_file", 'password_file = "mail.key"')
        done = run("mail", "test", self.paper.folder, ADA)
        self.assert_status(done, 2)
        self.assertIn("cannot read the mail server's password", done.errors)
        (self.paper.folder / "mail.key").write_text("Flut\n")
        done = run("mail", "test", self.paper.folder, ADA)
        self.assert_status(done, 70)
        self.assertIn("535", done.errors)
        self.assertNotIn("Flut", done.errors)
        (self.paper.folder / "mail.key").write_text("Ebbe & Flut\n")
        self.assert_status(run("mail", "test", self.paper.folder, ADA), 0)
        (self.paper.folder / "mail.key").write_text("Flut\n")
        self.assert_status(run("mail", "test", self.paper.folder, ADA, more={"ALLMENDE_MAIL_PASSWORD": "Ebbe & Flut"}), 0)

    def test_an_invitation_is_posted_and_sent_when_the_paper_is_served(self):
        server = self.mail_server()
        done = run("user", "add", self.paper.folder, ADA, "--name", "Ada Brink", "--role", "administrator")
        self.assert_status(done, 0)
        self.assertNotIn("einladung", done.output)
        self.assertIn(f"A letter with the link goes to {ADA}", done.output)
        self.assertRegex(run("jobs", "list", self.paper.folder).output, r"^waiting\tmail\t[0-9a-f]{32}\t")
        self.assertNotIn(b"einladung", (self.paper.folder / "paper.sqlite").read_bytes())
        served = self.serve(self.paper, clock=None)
        letter, _ = server.letter()
        self.assertEqual(letter["To"].addresses[0].display_name, "Ada Brink")
        link = re.search(r"http://localhost:8080(/redaktion/einladung/\S+)", text_of(letter))[1]
        browser = Browser(served)
        self.assertIn("Ada Brink", browser.page(link))
        self.assertEqual(browser.ask("POST", link, {"passwort": PASSWORD}).status, 303)

        # While it is served; and a link all the same, when one is asked for.
        self.assert_status(run("user", "invite", self.paper.folder, ADA), 0)
        letter, _ = server.letter(2)
        self.assertIn("/redaktion/einladung/", text_of(letter))
        self.assertIn("/redaktion/einladung/", run("user", "invite", self.paper.folder, ADA, "--link").output)
        self.assertNotIn("@", served.log_text())
        self.assertIn("event=job ", served.log_text())
        self.assertEqual(served.stop(), 0)


class InTheBrowser(MailTest):
    def browser(self, served):
        done = run("user", "add", self.paper.folder, ADA, "--name", "Ada Brink", "--role", "administrator", "--link")
        browser = Browser(served)
        path = urllib.parse.urlparse(done.output.splitlines()[-1]).path
        self.assertEqual(browser.ask("POST", path, {"passwort": PASSWORD}).status, 303)
        self.assertEqual(browser.sign_in().status, 303)
        return browser

    def test_an_invitation_is_mailed_and_that_is_said(self):
        server = self.mail_server()
        browser = self.browser(self.serve(self.paper, clock=None))
        page = browser.send("/redaktion/leute", "/redaktion/leute", name="Jo Thoden", email="jo@hafenblatt.example", sprache="en").text
        self.assertIn("Ein Brief mit dem Link ist unterwegs an jo@hafenblatt.example", page)
        self.assertNotIn("/redaktion/einladung/", page)
        letter, _ = server.letter()
        self.assertEqual(letter["Subject"], "Your invitation to work at Unsere Zeitung")
        self.assertIn("Good day Jo Thoden,", text_of(letter))
        browser.send("/redaktion/leute/2", "/redaktion/leute/2/einladung")
        again, _ = server.letter(2)
        self.assertNotEqual(text_of(again), text_of(letter))

    def test_a_forgotten_password_is_replaced_by_a_link_in_a_letter(self):
        server = self.mail_server()
        served = self.serve(self.paper, clock=None)
        browser, stranger = self.browser(served), Browser(served)
        self.assertIn('href="/redaktion/passwort"', stranger.page("/redaktion/anmelden"))
        answers = [stranger.send("/redaktion/passwort", "/redaktion/passwort", email=email)
                   for email in ("niemand@hafenblatt.example", ADA)]
        self.assertEqual([answer.status for answer in answers], [200, 200])
        self.assertEqual(answers[0].text, answers[1].text)
        letter, envelope = server.letter()
        self.assertEqual(envelope["to"], [f"TO:<{ADA}>"])
        link = re.search(r"http://localhost:8080(/redaktion/passwort/\S+)", text_of(letter))[1]
        self.assertIn(f'<a href="http://localhost:8080{link}">', letter.get_body(("html",)).get_content())
        self.assertNotIn(link.split("/")[-1].encode(), (self.paper.folder / "paper.sqlite").read_bytes())
        self.assertEqual(browser.ask("GET", "/redaktion").status, 200)
        self.assertEqual(stranger.ask("POST", link, {"passwort": "drei neue Kutter"}).status, 303)
        self.assertEqual(browser.ask("GET", "/redaktion").status, 303, "signed out everywhere")
        self.assertEqual(stranger.ask("GET", link).status, 404)
        self.assertEqual(stranger.sign_in("drei neue Kutter").status, 303)
        page = stranger.page("/redaktion/leute/1")
        self.assertIn("neues Passwort über einen Link", page)
        self.assertIn("Link für ein neues Passwort verschickt", page)
        self.assertFalse((server.folder / "2.json").exists(), "nobody else got a letter")
        self.assertNotIn("@", served.log_text())

    def test_a_link_is_shown_to_whom_no_letter_goes(self):
        self.mail_server()
        browser = self.browser(self.serve(self.paper, clock=None))
        page = browser.send("/redaktion/leute", "/redaktion/leute", name="Jörg", email="jörg@hafenblatt.example").text
        self.assertIn("/redaktion/einladung/", page)

    def test_a_letter_that_is_refused_stays_for_people_to_see(self):
        server = self.mail_server("--answer", "RCPT=550 5.1.1 no such user", "--times", "1")
        served = self.serve(self.paper, clock=None)
        run("user", "add", self.paper.folder, ADA, "--name", "Ada Brink", "--role", "administrator")
        listed = self.wait_for("failed")
        self.assertIn("the mail server said: 550 5.1.1 no such user", listed)
        metrics = served.get("/metrics", port=served.operator_port, Authorization=self.paper.signed()).text
        self.assertIn("\njobs_failed 1\n", metrics)
        key = listed.split("\t")[2]
        self.assert_status(run("jobs", "retry", self.paper.folder, "mail", key), 0)
        server.letter()
        self.assert_status(run("jobs", "retry", self.paper.folder, "mail", key), 2)
        self.assert_status(run("jobs", "cancel", self.paper.folder, "mail", key), 2)


if __name__ == "__main__":
    unittest.main()
