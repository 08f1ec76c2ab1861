"""The staff at work, as browsers ask: with cookies, forms as the pages have them, and what the writing page's script sends."""

import html
import http.client
import http.cookies
import json
import re
import urllib.parse

from program import run
from support import ProgramTest

ADA, PASSWORD = "ada@hafenblatt.example", "Ebbe, Flut und Krabbenbrot"


class Browser:
    """Keeps cookies, sends forms as the pages have them."""

    def __init__(self, server):
        self.server, self.cookies, self.set_cookies = server, {}, []

    def ask(self, method, path, fields=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if method == "POST":
            headers |= {"Origin": f"http://localhost:{self.server.port}", "Host": f"localhost:{self.server.port}",
                        "Content-Type": "application/x-www-form-urlencoded"}
            body = urllib.parse.urlencode(fields).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        self.set_cookies = answer.headers.get_all("Set-Cookie") or []
        for line in self.set_cookies:
            for name, morsel in http.cookies.SimpleCookie(line).items():
                self.cookies[name] = morsel.value
                if morsel["max-age"] == "0":
                    del self.cookies[name]
        return answer

    def script(self, method, path, content=None):
        """As the script of the writing page asks; its status and JSON."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                   "Origin": f"http://localhost:{self.server.port}", "Host": f"localhost:{self.server.port}",
                   "Content-Type": "application/json", "X-Marke": getattr(self, "token", "")}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.request(method, path, None if content is None else json.dumps(content), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, json.loads(text) if text.startswith("{") else text

    def page(self, path):
        answer = self.ask("GET", path)
        assert answer.status == 200, f"{path}: {answer.status} {answer.headers}"
        return answer.text

    def send(self, page_path, action, **fields):
        """The form of a page with this action: its hidden fields, and these."""
        page = self.page(page_path)
        form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.S)
        hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0])
        return self.ask("POST", action, {name: html.unescape(value) for name, value in hidden} | fields)

    def sign_in(self, password=PASSWORD, email=ADA, **more):
        return self.send("/redaktion/anmelden", "/redaktion/anmelden", email=email, passwort=password, **more)


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
