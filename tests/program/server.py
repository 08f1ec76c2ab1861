"""`allmende serve`, and raw connections to it."""

import http.client
import os
import re
import select
import signal
import socket
import subprocess
import time
import urllib.parse

from program import PROGRAM, environment

# Later than all of the demonstration paper.
CLOCK = "2026-11-23T09:00:00Z"


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
        ports = re.findall(r"https?://localhost:(\d+)/", self.said)
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
