"""The staff at work."""

import urllib.parse

from desk_browser import ADA, PASSWORD, Browser
from program import run
from support import ProgramTest


class DeskTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()

    def user(self, command, *words, status=0):
        done = run("user", command, self.paper.folder, *words)
        self.assert_status(done, status)
        return done

    def employ(self, email=ADA, name="Ada Brink", *roles, server=None):
        done = self.user("add", email, "--name", name, *(word for role in roles for word in ("--role", role)))
        path = urllib.parse.urlparse(done.output.splitlines()[-1]).path
        browser = Browser(server or self.server)
        self.assertIn(name, browser.page(path))
        self.assertEqual(browser.ask("POST", path, {"passwort": PASSWORD}).status, 303)
        return browser
