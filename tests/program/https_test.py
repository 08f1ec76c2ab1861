"""HTTPS without a proxy in front, as the settings want it."""

import http.client
import re
import socket
import ssl
import subprocess
import time
import unittest

from program import run
from samples import article
from support import ProgramTest


def trusting_nobody():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class SecureTest(ProgramTest):
    def make_certificate(self, paper, name="localhost"):
        """A new pair at the place of the old one, each moved there whole."""
        new = [paper.folder / f"{file}.new" for file in ("key.pem", "certificate.pem")]
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", f"/CN={name}", "-keyout", new[0], "-out", new[1]], check=True, stderr=subprocess.DEVNULL)
        for file in new:
            file.rename(file.with_suffix(""))

    def secure_paper(self):
        paper = self.new_paper()
        self.make_certificate(paper)
        paper.set_option("certificate", 'certificate = "certificate.pem"')
        paper.set_option("key", 'key = "key.pem"')
        return paper

    def connect(self, server):
        return http.client.HTTPSConnection("127.0.0.1", server.port, timeout=60, context=trusting_nobody())

    def get(self, server, path="/"):
        connection = self.connect(server)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    def name_of(self, server):
        """Whom the server says it is."""
        shown = ssl.get_server_certificate(("127.0.0.1", server.port))
        said = subprocess.run(["openssl", "x509", "-noout", "-subject"], input=shown, capture_output=True, text=True, check=True)
        return re.search(r"CN\s*=\s*(\S+)", said.stdout)[1]

    def wait_for(self, what, seconds=30):
        end = time.monotonic() + seconds
        while not what() and time.monotonic() < end:
            time.sleep(0.1)
        self.assertTrue(what())


class Https(SecureTest):
    def test_serves_the_paper_on_the_readers_port(self):
        paper = self.secure_paper()
        paper.take(self.write_records("articles.jsonl", article(1)))
        server = self.serve(paper)
        self.assertIn(f"https://localhost:{server.port}/", server.said)
        for _ in range(2):
            answer = self.get(server)
            self.assertEqual(answer.status, 200)
            self.assertIn(b"</html>", answer.body)
        self.assertIsNone(answer.getheader("Strict-Transport-Security"))
        self.assertEqual(server.get("/").status, 400, "plain HTTP is told so")
        self.assertEqual(server.stop(), 0)

    def test_promises_it_to_browsers_if_the_settings_say_so(self):
        paper = self.secure_paper()
        paper.set_option("hsts_days", "hsts_days = 30")
        server = self.serve(paper)
        for path in ("/", "/", "/healthz", "/nicht-da"):
            self.assertEqual(self.get(server, path).getheader("Strict-Transport-Security"), "max-age=2592000", path)

    def test_sends_plain_requests_on_to_the_papers_address(self):
        paper, port = self.secure_paper(), free_port()
        paper.set_option("address", 'address = "https://blatt.example"')
        paper.set_option("redirect_port", f"redirect_port = {port}")
        server = self.serve(paper)
        for path in ("/", "/artikel/1.a?b=c%20d", "/healthz"):
            answer = server.get(path, port=port, Host="elsewhere.example")
            self.assertEqual(answer.status, 308)
            self.assertEqual(answer.headers["location"], "https://blatt.example" + path)
        self.assertEqual(server.stop(), 0)

    def test_takes_a_new_certificate_by_itself(self):
        paper = self.secure_paper()
        server = self.serve(paper)
        self.assertEqual(self.name_of(server), "localhost")
        self.make_certificate(paper, "renewed")
        self.wait_for(lambda: self.name_of(server) == "renewed")
        self.assertIn("event=certificate", server.log_text())

    def test_refuses_settings_that_cannot_be_kept(self):
        for lines in ('[tls]\ncertificate = "a.pem"\n', '[tls]\nkey = "a.pem"\n', "[tls]\nredirect_port = 80\n",
                      '[server]\nproxies = ["my-proxy"]\n'):
            paper = self.new_paper()
            paper.settings.write_text(lines, "utf-8")
            self.assert_status(run("config", paper.folder), 2)
        paper = self.secure_paper()
        (paper.folder / "key.pem").write_text("no key")
        done = paper.run("serve")
        self.assertNotEqual(done.status, 0)
        self.assertIn("key.pem", done.errors)


class ASignalToReload(SecureTest):
    """SIGHUP."""

    def reload(self, server, words):
        before = server.log_text().count("event=reload")
        server.process.send_signal(1)
        self.wait_for(lambda: server.log_text().count("event=reload") > before)
        self.wait_for(lambda: words in server.log_text())

    def test_takes_the_certificate_that_the_settings_name_now(self):
        paper = self.secure_paper()
        server = self.serve(paper)
        (paper.folder / "old").mkdir()
        for file in ("certificate.pem", "key.pem"):
            (paper.folder / "old" / file).write_bytes((paper.folder / file).read_bytes())
        self.make_certificate(paper, "other")
        self.wait_for(lambda: self.name_of(server) == "other")
        paper.set_option("certificate", 'certificate = "old/certificate.pem"')
        paper.set_option("key", 'key = "old/key.pem"')
        self.reload(server, "end=taken")
        self.assertEqual(self.name_of(server), "localhost")

    def test_keeps_everything_when_something_is_wrong(self):
        paper = self.secure_paper()
        server = self.serve(paper)
        paper.set_option("key", 'key = "nowhere.pem"')
        self.reload(server, "nowhere.pem")
        paper.settings.write_text("[server\n", "utf-8")
        self.reload(server, "allmende.toml:")
        self.assertEqual(server.log_text().count("event=reload"), 2)
        self.assertEqual(server.log_text().count("end=refused"), 2)
        self.assertEqual(self.get(server).status, 200)

    def test_names_what_it_leaves_for_the_next_start(self):
        paper = self.new_paper()
        server = self.serve(paper)
        paper.set_option("name", 'name = "Anders"')
        paper.set_option("log_requests", "log_requests = false")
        self.reload(server, "paper.name: not before the next start")
        self.assertNotIn("server.log_requests:", server.log_text())
        lines = server.log_text().count("event=request")
        self.assertNotIn("Anders", server.page("/"))
        self.assertEqual(server.stop(), 0)
        self.assertEqual(server.log_text().count("event=request"), lines)


if __name__ == "__main__":
    unittest.main()
