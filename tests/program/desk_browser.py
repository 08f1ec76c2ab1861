"""One of the staff, as a browser asks: with cookies, forms as the pages have them, and what the writing page's script sends."""

import html
import http.client
import http.cookies
import json
import re
import urllib.parse

ADA, PASSWORD = "ada@hafenblatt.example", "Ebbe, Flut und Krabbenbrot"


class Browser:
    """Keeps cookies; `server` has a `port`."""

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
