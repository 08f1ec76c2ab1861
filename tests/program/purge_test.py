"""Caches in front of the paper are told what is outdated: a server that writes down what it hears, and Varnish."""

import http.server
import pathlib
import shutil
import socket
import subprocess
import threading
import time
import unittest

import samples
from support import ProgramTest

SOURCES = pathlib.Path(__file__).resolve().parents[2]
VMOD = "libvmod_xkey.so"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(said, seconds=20):
    """Whether it becomes true."""
    end = time.monotonic() + seconds
    while not said():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


class Ear:
    """A cache that writes down what it is told, and answers with what a test says."""

    def __init__(self):
        self.heard = []  # (method, path, keys, when, how it was answered)
        self.status = 200
        ear = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_PURGE(self):
                keys = set(self.headers.get("Surrogate-Key", "").split())
                ear.heard.append((self.command, self.path, keys, time.monotonic(), ear.status))
                self.send_response(ear.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def times(self, key):
        return [when for _, _, keys, when, _ in self.heard if key in keys]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class SharedPaper(ProgramTest):
    def shared_paper(self, *caches):
        paper = self.demonstration()
        paper.set_option("shared", "shared = true")
        addresses = ", ".join(f'"{address}"' for address in caches)
        paper.set_option("purge", f"purge = [{addresses}]")
        return paper

    def an_ear(self):
        ear = Ear()
        self.addCleanup(ear.close)
        return ear

    def publish(self, paper, number=9001, headline="Ein neuer Kran"):
        paper.take(self.write_records("new.jsonl", samples.article(
            number, headline=headline, published="2026-11-23T08:59:00Z")))


class Purge(SharedPaper):
    def test_of_everything_comes_when_the_paper_starts(self):
        ear = self.an_ear()
        self.serve(self.shared_paper(ear.address))
        self.assertTrue(eventually(lambda: ear.times("page")))
        self.assertEqual(ear.heard[0][:3], ("PURGE", "/", {"page"}))

    def test_of_what_a_change_alters_comes_at_once_and_once_more(self):
        ear = self.an_ear()
        paper = self.shared_paper(ear.address)
        server = self.serve(paper)
        made_from = server.get("/").headers["surrogate-key"].split()
        self.publish(paper)
        self.assertTrue(eventually(lambda: ear.times("article-9001")))
        changed = set().union(*(keys for _, _, keys, _, _ in ear.heard))
        self.assertTrue(changed - {"page"} & set(made_from), "the front page is among them")
        self.assertTrue(eventually(lambda: len(ear.times("article-9001")) == 2))
        first, second = ear.times("article-9001")
        self.assertGreater(second - first, 2)

    def test_finds_the_paper_new_already(self):
        ear = self.an_ear()
        paper = self.shared_paper(ear.address)
        server = self.serve(paper)
        server.page("/")
        self.publish(paper)
        self.assertTrue(eventually(lambda: ear.times("article-9001")))
        self.assertIn("Ein neuer Kran", server.page("/"))

    def test_is_said_again_until_it_is_heard_and_nobody_waits(self):
        ear = self.an_ear()
        ear.status = 503
        paper = self.shared_paper(ear.address)
        server = self.serve(paper)
        self.assertTrue(eventually(lambda: len(ear.heard) >= 2))
        self.publish(paper)
        self.assertTrue(eventually(lambda: "Ein neuer Kran" in server.page("/"), 5))
        self.assertIn("event=purge", server.log_text())
        self.assertIn("503", server.log_text())
        self.assertTrue(eventually(lambda: ear.times("article-9001")))
        first = ear.times("article-9001")[0]
        self.assertTrue(eventually(lambda: ear.heard[-1][3] - first > 4, 30), "also when all was said twice")
        ear.status = 200
        def accepted():
            return set().union(*(keys for *_, keys, _, status in ear.heard if status == 200))
        self.assertTrue(eventually(lambda: {"article-9001", "article", "page"} <= accepted(), 30), accepted())

    def test_of_a_cache_that_is_not_there_is_a_line_in_the_log(self):
        paper = self.shared_paper(f"http://127.0.0.1:{free_port()}")
        server = self.serve(paper)
        self.assertTrue(eventually(lambda: "event=purge" in server.log_text()))
        self.assertEqual(server.get("/").status, 200)
        self.assertEqual(server.stop(), 0)

    def test_wants_an_address_and_pages_that_are_shared(self):
        for address in ("127.0.0.1:6081", "ftp://cache", "http://cache/path", "http://me:word@cache", "http://"):
            refused = self.shared_paper(address).run("serve")
            self.assertNotEqual(refused.status, 0, address)
            self.assertIn("press.purge", repr(refused))
        paper = self.shared_paper("http://cache")
        paper.set_option("shared", "shared = false")
        self.assertIn("press.shared", repr(paper.run("serve")))


class Varnish(SharedPaper):
    """The same with the real one, as docs/varnish.vcl sets it up."""

    def setUp(self):
        super().setUp()
        if not shutil.which("varnishd") and not pathlib.Path("/usr/sbin/varnishd").exists():
            self.skip_with_a_word("no varnishd")
        if not any(pathlib.Path("/usr/lib").glob(f"*/varnish/vmods/{VMOD}")):
            self.skip_with_a_word("no xkey (Debian's varnish-modules)")

    def varnish_before(self, paper_port, port):
        vcl = (SOURCES / "docs" / "varnish.vcl").read_text("utf-8").replace('"8080"', f'"{paper_port}"')
        file = self.write("paper.vcl", vcl)
        program = shutil.which("varnishd") or "/usr/sbin/varnishd"
        process = subprocess.Popen([program, "-F", "-j", "none", "-n", str(self.folder / "varnish"), "-f", str(file),
                                    "-a", f"127.0.0.1:{port}", "-s", "malloc,32m"],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

        def end():
            process.terminate()
            process.communicate(timeout=30)
        self.addCleanup(end)

        def listens():
            with socket.socket() as probe:
                return process.poll() is not None or probe.connect_ex(("127.0.0.1", port)) == 0
        self.assertTrue(eventually(listens, 60))
        self.assertIsNone(process.poll(), "varnishd does not run")

    def served(self):
        """paper, its server, and a function that asks Varnish."""
        port = free_port()
        paper = self.shared_paper(f"http://127.0.0.1:{port}")
        paper.set_option("shared_seconds", "shared_seconds = 3600")
        server = self.serve(paper)
        self.varnish_before(server.port, port)
        # What was said while Varnish was not there yet is said by now.
        self.assertTrue(eventually(lambda: self.is_kept(server, port), 60))
        return paper, server, lambda path, **headers: server.get(path, port=port, **headers)

    def is_kept(self, server, port):
        def age():
            return int(server.get("/impressum", port=port).headers.get("age", 0))
        return age() >= 5

    def test_keeps_a_page_until_it_is_outdated_and_no_longer(self):
        paper, server, ask = self.served()
        other = "/impressum"
        kept = [ask("/").headers["x-varnish"] for _ in range(2)][-1]
        self.assertEqual(len(kept.split()), 2, "the second time it is a hit")
        ask(other)
        self.publish(paper)
        self.assertTrue(eventually(lambda: "Ein neuer Kran" in ask("/").text, 10))
        self.assertEqual(len(ask(other).headers["x-varnish"].split()), 2, "another page stays")
        for name in ("surrogate-key", "cache-tag", "xkey"):
            self.assertNotIn(name, ask("/").headers)

    def test_never_keeps_what_is_chosen_for_a_reader(self):
        _, _, ask = self.served()
        for path in ("/einsatz/aufruf?artikel=2044", "/anzeige"):
            for _ in range(3):
                answer = ask(path, Cookie="a=b")
                self.assertEqual(answer.status, 200)
                self.assertEqual(len(answer.headers["x-varnish"].split()), 1, path)


if __name__ == "__main__":
    unittest.main()
