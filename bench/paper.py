"""A paper that is measured: making it, starting the program on it, asking it for pages."""
import http.client
import os
import pathlib
import re
import subprocess
import sys
import time
import xml.etree.ElementTree

import make_paper

ROOT = pathlib.Path(__file__).resolve().parent.parent
DEMO = ROOT / "demo" / "hafenblatt"
PROGRAM = ROOT / "build/release/allmende"
PART = 50_000  # articles imported from one file
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def get(connection, path, headers=None, wanted=(200,)):
    """The answer and its body, behind one redirect: an article's address is known only by its number."""
    for _ in range(2):
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status not in (301, 308):
            break
        path = answer.getheader("Location")
    if answer.status not in wanted:
        sys.exit(f"{path}: {answer.status}")
    return answer, body


def ask_for_each(port, paths, headers):
    """Each once, over one connection after another."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for path in paths:
        get(connection, path, headers)


class Paper:
    """A folder with a paper of `size` articles, each of about `words` words (None: lengths as news have them)."""

    def __init__(self, program, folder, size, words=None):
        self.program, self.size, self.words = pathlib.Path(program).resolve(), size, words
        name = f"paper-{size}" if words is None else f"paper-{size}-{words}"
        self.folder, self.lines = folder / name, folder / f"{name}.jsonl"
        self.last = make_paper.FIRST_NUMBER + size - 1

    def is_made(self):
        return (self.folder / "made").exists()

    def make(self):
        """Articles a second that the import took."""
        subprocess.run([self.program, "new", self.folder], check=True, stdout=subprocess.DEVNULL)
        took = 0
        for _ in make_paper.parts(self.size, PART, self.lines, self.words):
            took += self.import_files(self.lines)
            os.remove(self.lines)
        (self.folder / "made").touch()
        return self.size / took

    def import_files(self, *files):
        begin = time.perf_counter()
        subprocess.run([self.program, "import", self.folder, *files], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begin

    def add_what_asks(self):
        """Sections, appeal and campaigns of the demonstration paper."""
        self.import_files(*(DEMO / f"{kind}.jsonl" for kind in ("sections", "appeals", "campaigns")))

    def knows(self, section, key):
        return bool(re.search(rf"^\[{section}\]$(?:\n(?!\[).*)*?\n{key} = ", self.settings().read_text("utf-8"), re.M))

    def settings(self):
        return self.folder / "allmende.toml"

    def set(self, section, key, value):
        """Sets an option in allmende.toml; one that this program does not know is left out, and said by the answer."""
        if not self.knows(section, key):
            return False
        pattern = rf"(^\[{section}\]$(?:\n(?!\[).*)*?\n{key} = ).*"
        text = self.settings().read_text("utf-8")
        self.settings().write_text(re.sub(pattern, lambda found: found[1] + str(value), text, count=1, flags=re.M), "utf-8")
        return True

    def start(self, *options, cpu=None, log=None):
        """The process and the readers' port, as soon as it listens."""
        pinned = [] if cpu is None else ["taskset", "-c", str(cpu)]
        process = subprocess.Popen(
            [*pinned, self.program, "serve", self.folder, "--port", "0", "--operator-port", "0", *options],
            stdout=subprocess.PIPE, stderr=log or subprocess.DEVNULL, text=True)
        line = process.stdout.readline()
        found = re.search(r"localhost:(\d+)", line)
        if not found:
            process.kill()
            sys.exit(f"the program did not start: {line or 'it said nothing'}")
        return process, int(found[1])

    def cold_start(self):
        """Milliseconds from starting the program to the last byte of the front page."""
        begin = time.perf_counter()
        process, port = self.start("--quiet")
        get(http.client.HTTPConnection("127.0.0.1", port), "/")
        took = (time.perf_counter() - begin) * 1000
        process.terminate()
        process.communicate()
        return took

    def addresses(self, port, most=None):
        """Paths of the articles, the newest first, from the paper's sitemaps."""
        connection = http.client.HTTPConnection("127.0.0.1", port)
        months = [a for a in _locations(connection, "/sitemap.xml") if re.search(r"\d{4}-\d{2}\.xml$", a)]
        found = []
        for month in reversed(months):
            found += reversed(_locations(connection, month))
            if most and len(found) >= most:
                return found[:most]
        return found


def _locations(connection, path):
    tree = xml.etree.ElementTree.fromstring(get(connection, path)[1])
    return [re.sub(r"^https?://[^/]+", "", element.text) for element in tree.iter(SITEMAP)]


def resident_mb(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) / 1024
