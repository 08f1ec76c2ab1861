"""What the tests of the whole program share: papers in folders of their own, input, servers, raw connections.

ALLMENDE_PROGRAM says which program is tested; ALLMENDE_SCRATCH where the demonstration paper, which takes a
while to make, is kept from one run to the next (one for each build of the program).
"""

import fcntl
import hashlib
import http.client
import json
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import tarfile
import tempfile
import time
import unittest
import urllib.parse
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("ALLMENDE_PROGRAM", ROOT / "build/test/allmende"))
DESIGN_PAGE = ROOT / "../shared/design/page.txt"

# Papers of the tests live a while after the demonstration's last issue.
CLOCK = "2026-11-21T12:00:00Z"
PATIENCE = 240

SKIPPED_WORD = "skipped:"


def environment():
    known = {name: value for name, value in os.environ.items() if not name.startswith("ALLMENDE_")}
    return known | {"LC_ALL": "C.UTF-8", "TZ": "America/St_Johns"}


class Done:
    """A run of the program that has ended."""

    def __init__(self, status, output, errors):
        self.status = status
        self.output_bytes = output
        self.output = output.decode("utf-8", "replace")
        self.errors = errors.decode("utf-8", "replace")

    def __repr__(self):
        return f"exit status {self.status}\n--- output\n{self.output}--- errors\n{self.errors}"

    @property
    def counts(self):
        """(new, changed, unchanged, refused) of an import."""
        found = re.findall(r"^(\d+) new, (\d+) changed, (\d+) unchanged, (\d+) refused$", self.output, re.M)
        assert len(found) == 1, f"no count in {self!r}"
        return tuple(int(number) for number in found[0])

    @property
    def refusals(self):
        return [line for line in self.errors.splitlines() if line.startswith("refused ")]


def run(*words, more=None, **options):
    command = [str(PROGRAM), *(str(word) for word in words)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=options.pop("stdout", subprocess.PIPE),
                          stderr=subprocess.PIPE, timeout=PATIENCE, env=environment() | (more or {}), **options)
    return Done(done.returncode, done.stdout or b"", done.stderr)


# --- Papers ------------------------------------------------------------------------------------------------

class Paper:
    """A paper's folder and the commands on it."""

    def __init__(self, folder, more=None):
        self.folder = pathlib.Path(folder)
        self.more = more or {}

    @classmethod
    def new(cls, folder, *options):
        done = run("new", folder, *options)
        assert done.status == 0, repr(done)
        return cls(folder)

    def run(self, command, *words):
        return run(command, self.folder, *words, more=self.more)

    def take(self, *files):
        """Imports what has to be right."""
        done = self.run("import", *files)
        assert done.status == 0, repr(done)
        return done

    def export(self):
        done = self.run("export")
        assert done.status == 0, repr(done)
        return done.output_bytes

    def articles(self):
        """The export, as objects by number."""
        return {record["number"]: record for record in map(json.loads, self.export().splitlines())}

    def export_tar(self, file):
        done = self.run("export", "--to", file)
        assert done.status == 0, repr(done)
        return file

    def check(self):
        return self.run("check")

    @property
    def settings(self):
        return self.folder / "allmende.toml"

    def set_option(self, key, value):
        """Replaces the line of an option in the settings; answers the line's number."""
        lines = self.settings.read_text("utf-8").splitlines()
        places = [place for place, line in enumerate(lines) if line.startswith(key + " = ")]
        assert len(places) == 1, f"{key} stands {len(places)} times in the settings"
        lines[places[0]] = value
        self.settings.write_text("\n".join(lines) + "\n", "utf-8")
        return places[0] + 1

    def database(self):
        return sqlite3.connect(self.folder / "paper.sqlite")


def made_demonstration():
    """The folder of an untouched demonstration paper, made once for a build of the program."""
    scratch = pathlib.Path(os.environ.get("ALLMENDE_SCRATCH") or
                           pathlib.Path(tempfile.gettempdir()) / f"allmende-program-{os.getuid()}")
    scratch.mkdir(parents=True, exist_ok=True)
    state = PROGRAM.stat()
    folder = scratch / f"demonstration-{state.st_mtime_ns}-{state.st_size}"
    with open(scratch / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in scratch.glob("demonstration-*"):
                shutil.rmtree(old)
            made = scratch / "in-the-making"
            shutil.rmtree(made, ignore_errors=True)
            Paper.new(made, "--demo")
            made.rename(folder)
    return folder


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own that is gone afterwards."""

    maxDiff = 2000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="allmende-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.papers = 0

    def new_paper(self, *options):
        self.papers += 1
        return Paper.new(self.folder / f"paper-{self.papers}", *options)

    def demonstration(self):
        self.papers += 1
        folder = self.folder / f"paper-{self.papers}"
        shutil.copytree(made_demonstration(), folder)
        return Paper(folder)

    def write(self, name, content):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return file

    def write_records(self, name, *records):
        return self.write(name, lines(*records))

    def serve(self, paper, *options, clock=CLOCK):
        server = Server(paper, *options, clock=clock)
        self.addCleanup(server.end)
        return server

    def skip_with_a_word(self, reason):
        print(f"{SKIPPED_WORD} {self.id()}: {reason}")
        self.skipTest(reason)

    def assert_status(self, done, status):
        self.assertEqual(done.status, status, repr(done))

    def assert_refused(self, done, *words):
        """Some refusal holds all the words."""
        for line in done.refusals:
            if all(word in line for word in words):
                return
        self.fail(f"no refusal says {words}:\n{done!r}")


# --- Input -------------------------------------------------------------------------------------------------

def paragraph(text, name="b1"):
    return {"id": name, "type": "paragraph", "text": [{"t": text}]}


def article(number, *blocks, **fields):
    """A valid article; None takes a field away."""
    record = {"format": "allmende-article/1", "number": number, "state": "published", "language": "de",
              "headline": f"Nachricht {number}", "section": "hafen",
              "body": {"version": 1, "blocks": list(blocks) or [paragraph("Die Flut kam pünktlich.")]},
              "published": "2026-11-20T05:00:00Z"} | fields
    return {key: value for key, value in record.items() if value is not None}


def line(record):
    return json.dumps(record, ensure_ascii=False)


def lines(*records):
    return "".join((record if isinstance(record, str) else line(record)) + "\n" for record in records)


def png(width=80, height=60, colour=(20, 90, 140)):
    """A picture of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + bytes(colour) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def tar_of(file, *members):
    """Each member is (name, bytes) or a TarInfo without content."""
    import io
    with tarfile.open(file, "w") as tar:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                tar.addfile(member)
                continue
            name, content = member
            information = tarfile.TarInfo(name)
            information.size = len(content)
            tar.addfile(information, io.BytesIO(content))
    return file


def tar_members(file):
    """name → bytes"""
    with tarfile.open(file) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar.getmembers()}


def files_beneath(folder):
    """path → digest, of every file."""
    folder = pathlib.Path(folder)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


# --- Servers -----------------------------------------------------------------------------------------------

class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = body

    @property
    def text(self):
        return self.body.decode("utf-8")

    def __repr__(self):
        return f"{self.status} {self.headers}\n{self.body[:2000]!r}"


def read_answer(stream_socket, method="GET"):
    """The next answer on a connection."""
    response = http.client.HTTPResponse(stream_socket, method=method)
    response.begin()
    return Answer(response, response.read())


class Unbuffered:
    """Lets one answer after the other be read from a connection: HTTPResponse would close its file."""

    def __init__(self, connection):
        self.stream = connection.makefile("rb")

    def makefile(self, _mode):
        stream = self.stream

        class Kept:
            def __getattr__(self, name):
                return getattr(stream, name)

            def close(self):
                pass

        return Kept()


class Server:
    """`allmende serve` on ports of its own."""

    def __init__(self, paper, *options, clock=CLOCK):
        self.paper = paper
        self.log_file = paper.folder.parent / (paper.folder.name + ".log")
        self.log = open(self.log_file, "ab")
        command = [str(PROGRAM), "serve", str(paper.folder), "--port", "0", "--operator-port", "0", *options]
        if clock:
            command += ["--clock", clock]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=self.log, env=environment() | paper.more)
        self.said = self._read_until("stop with")
        ports = re.findall(r"http://localhost:(\d+)/", self.said)
        assert len(ports) == 2, f"{self.said}\n{self.log_text()}"
        self.port, self.operator_port = (int(port) for port in ports)

    def _read_until(self, words):
        said = b""
        end = time.monotonic() + 60
        descriptor = self.process.stdout.fileno()
        while words.encode() not in said:
            ready, _, _ = select.select([descriptor], [], [], max(0, end - time.monotonic()))
            some = os.read(descriptor, 4096) if ready else b""
            if not some:
                break
            said += some
        return said.decode("utf-8")

    def log_text(self):
        return self.log_file.read_text("utf-8")

    def connect(self, port=None):
        connection = socket.create_connection(("127.0.0.1", port or self.port), timeout=60)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def send(self, request, method="GET", port=None):
        """One raw request on a connection of its own; the answer."""
        with self.connect(port) as connection:
            connection.sendall(request)
            return read_answer(connection, method)

    def get(self, path, method="GET", port=None, **headers):
        fields = {"Host": "localhost", "Connection": "close"} | {
            name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        return self.send(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("utf-8"), method, port)

    def page(self, path):
        """The text of a page that has to be there; a redirect within the paper is followed."""
        answer = self.get(path)
        for _ in range(2):
            if answer.status in (301, 302, 307, 308):
                answer = self.get(urllib.parse.urlsplit(answer.headers["location"]).path)
        assert answer.status == 200, f"{path}: {answer!r}"
        return answer.text

    def stop(self):
        """As systemd does it; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.log.close()
