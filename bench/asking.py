"""Those who ask: load.cpp, which costs less than who answers, and wrk where there is TLS. Both run on the other processor, with one thread."""
import dataclasses
import json
import re
import subprocess
import sys

import machine

# As Firefox asks for a page, with a cookie of the length of a signed one: some 380 bytes with an article's address.
BROWSER = {
    "Host": "127.0.0.1:8080",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "de,en;q=0.5",
    "Connection": "keep-alive",
    "Cookie": "gegeben=1.20781.Zm9vYmFyYmF6cXV4LTAxMjM",
}
GZIP = {"Accept-Encoding": "gzip, deflate"}
UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


@dataclasses.dataclass
class Run:
    """One run against one server. Times are milliseconds; `failed` counts answers that were none or not the wanted ones."""
    server: str
    requests: int
    seconds: float
    cpu: float
    p99: float
    failed: int
    wire: float  # bytes of an answer, head and all
    p50: float = 0.0

    @property
    def rate(self):
        return self.requests / self.seconds

    @property
    def busy(self):
        """The part of the time that the server's processor worked: well below 1, and the asking side was the limit."""
        return self.cpu / self.seconds

    @property
    def cost(self):
        """Processor microseconds for a request."""
        return self.cpu / max(1, self.requests) * 1e6


def request_size(path, headers):
    return len(f"GET {path} HTTP/1.1\r\n\r\n") + sum(len(f"{name}: {value}\r\n") for name, value in headers.items())


def _number(pattern, text, default=None):
    found = re.search(pattern, text)
    if not found and default is None:
        sys.exit(f"wrk said something else:\n{text}")
    return float(found[1]) if found else default


def wrk(server, path, headers, connections, seconds):
    """Asks for one page again and again, over TLS too."""
    fields = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    before = machine.cpu_seconds(server.pid)
    done = subprocess.run(machine.pinned(machine.LOAD_CPU, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *fields,
                                         server.url(path)), capture_output=True, text=True)
    cpu = machine.cpu_seconds(server.pid) - before
    if done.returncode != 0:
        sys.exit(f"wrk: {done.stdout}{done.stderr}")
    requests, took = re.search(r"(\d+) requests in ([\d.]+)s", done.stdout).groups()
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", done.stdout).groups()
    read, scale = re.search(r"requests in [\d.]+s, ([\d.]+)([KMG]?)B read", done.stdout).groups()
    size = float(read) * {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}[scale]
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", done.stdout)
    failed = _number(r"Non-2xx or 3xx responses: (\d+)", done.stdout, 0) + sum(map(int, errors.groups()) if errors else ())
    return Run(server.name, int(requests), float(took), cpu, float(value) * UNITS[unit], int(failed), size / max(1, int(requests)))


class Many:
    """Asks for pages of a list (it may hold one), the first ones most often if there is a skew."""

    def __init__(self, work, paths, headers, skew=0.0):
        self.paths, self.head, self.skew, self.seed = work / f"paths-{id(self)}", work / f"head-{id(self)}", skew, 0
        self.paths.write_text("".join(f"{path}\n" for path in paths))
        self.head.write_bytes(("".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n").encode())

    def command(self, server, connections, seconds):
        self.seed += 1
        return machine.pinned(machine.LOAD_CPU, machine.build("load"), server.port, connections, seconds, self.skew, self.seed,
                              self.paths, self.head)

    def __call__(self, server, connections, seconds):
        before = machine.cpu_seconds(server.pid)
        done = subprocess.run(self.command(server, connections, seconds), capture_output=True, text=True)
        cpu = machine.cpu_seconds(server.pid) - before
        if done.returncode != 0:
            sys.exit(f"load: {done.stderr}")
        found = json.loads(done.stdout)
        return Run(server.name, found["requests"], found["seconds"], cpu, found["p99"], found["other"] + found["failed"],
                   found["bytes"] / max(1, found["requests"]), found["p50"])
