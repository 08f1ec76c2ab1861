"""Scenarios of trouble: publications under load, a crowd of connections, a cold start."""
import http.client
import json
import sqlite3
import statistics
import subprocess
import sys
import threading
import time

import asking
import machine
import make_paper
import paper
import servers
from pairs import Comparison, Goal, spread

PUBLISHED_ONE_BY_ONE = 2_000  # articles of the paper that is written to
RUN_SECONDS = 5               # a run sees several publications
STARTS = 7
SERVED_MS, COLD_MS = 50, 150


class Publisher(threading.Thread):
    """Imports one article a second: in turn a change of the page most asked for, and a new article whose address was asked for before.

    `waits` has, for each, the milliseconds from the moment the change stood in the change log (looked up in the database every half
    millisecond) to the last byte of the first answer that showed it.
    """

    def __init__(self, subject, server, changed_path, first_number):
        super().__init__()
        self.subject, self.server, self.changed_path, self.next = subject, server, changed_path, first_number
        self.waits, self.ending, self.lines = {"changed": [], "new": []}, threading.Event(), subject.folder.with_suffix(".one.jsonl")
        self.mine, self.wrong = self.article_of(changed_path), None

    def article_of(self, path):
        number = int(path.split("/")[-1].partition(".")[0])
        return next(one for one in make_paper.articles(self.subject.size) if one["number"] == number)

    def run(self):
        try:
            self.publish_until_told()
        except Exception as wrong:  # is raised again where this thread is waited for
            self.wrong = wrong

    def end(self):
        self.ending.set()
        self.join()
        if self.wrong:
            raise self.wrong

    def publish_until_told(self):
        database = sqlite3.connect(f"file:{next(self.subject.folder.glob('*.sqlite'))}?mode=ro", uri=True)
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port)
        turn = 0
        while not self.ending.is_set():
            begin = time.monotonic()
            kind = ("changed", "new")[turn % 2]
            path, record, shows = self.changed(turn) if kind == "changed" else self.new()
            self.publish(database, connection, kind, path, record, shows)
            turn += 1
            self.ending.wait(max(0, 1 - (time.monotonic() - begin)))

    def changed(self, turn):
        mark = f"Stand {self.next}-{turn}"
        return self.changed_path, self.mine | {"deck": mark}, lambda answer, body: mark.encode() in body

    def new(self):
        self.next += 1
        record = self.mine | {"number": self.next}
        return f"/artikel/{self.next}.x", record, lambda answer, body: answer.status != 404

    def ask(self, connection, path):
        connection.request("GET", path, headers={"Cookie": asking.BROWSER["Cookie"]})
        answer = connection.getresponse()
        body = answer.read()
        if answer.will_close:
            connection.close()
        return answer, body

    def publish(self, database, connection, kind, path, record, shows):
        serving = self.server.name.startswith("allmende")
        if serving:
            self.ask(connection, path)  # so that what is known of it is old
        make_paper.write_lines([record], self.lines)
        log = lambda: database.execute("SELECT max(sequence) FROM change").fetchone()[0]
        before = log()
        writer = subprocess.Popen(machine.beside(self.subject.program, "import", self.subject.folder, self.lines),
                                  stdout=subprocess.DEVNULL)
        while log() == before and writer.poll() is None:
            time.sleep(0.0005)
        done = time.monotonic()
        while serving and not shows(*self.ask(connection, path)):
            if time.monotonic() - done > 5:
                break
        if serving:
            self.waits[kind].append((time.monotonic() - done) * 1000)
        if writer.wait() != 0:
            raise RuntimeError("an article was refused")


def _publishing(subjects, server, subject, paths, path, waits):
    """Rounds without and with a publisher, against one server."""
    options, connections = subjects.options, subjects.options.connections[0]
    asked = asking.Many(subjects.work, paths, subjects.headers | asking.GZIP, options.skew)
    numbers = iter(range(10_000_000, 20_000_000, 1000))

    def with_publisher():
        publisher = Publisher(subject, server, path, next(numbers))
        publisher.start()
        run = asked(server, connections, RUN_SECONDS)
        publisher.end()
        for kind, found in publisher.waits.items():
            waits[kind] += found
        return run

    quiet = (server.name, lambda: asked(server, connections, RUN_SECONDS))
    compared = Comparison(quiet, [(f"{server.name}, publishing", with_publisher)], None).run(options.pairs)
    compared.table(f"publication every second, {server.name}")
    runs = compared.runs(f"{server.name}, publishing")
    return compared, sum(run.failed for run in runs)


def publication(subjects):
    """an article published every second under full load; nginx beside the same writer shows what the writer itself costs"""
    subjects.find_page()
    subject = subjects.paper(PUBLISHED_ONE_BY_ONE, folder=subjects.work / "written")
    waits = {"changed": [], "new": []}
    with subjects.running(servers.allmende(subject, press={"megabytes": subjects.options.megabytes})) as [program]:
        paths = subject.addresses(program.port)
        compared, failed = _publishing(subjects, program, subject, paths, paths[0], waits)
        compared.judge(Goal("p99", 1.2, program.name, f"{program.name}, publishing"))
    print(f"- no request fails: {failed} failed – {'missed' if failed else 'reached'}")
    for kind, found in waits.items():
        word = "reached" if found and max(found) <= SERVED_MS else "missed"
        print(f"- {kind} article served ≤ {SERVED_MS} ms after its transaction: {spread(found) if found else 'never'} ms, "
              f"{len(found)} times – {word}", flush=True)
    with subjects.running(servers.nginx(subjects.files)) as [base]:
        _publishing(subjects, base, subject, [subjects.path], paths[0], waits)


class Crowd:
    """Idle and slow connections to a server, for as long as the block lasts."""

    def __init__(self, server, idle, slow):
        self.server, self.wanted = server, idle + slow
        self.command = machine.beside(sys.executable, machine.HERE / "crowd.py", server.port, idle, slow)

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.came = int(self.process.stdout.readline())
        time.sleep(1)
        return self

    def __exit__(self, *_):
        self.ended = json.loads(self.process.communicate()[0])
        time.sleep(1)  # the server takes leave of them


def crowd(subjects):
    """10,000 idle and 1,000 slowloris connections beside the readers"""
    subjects.find_page()
    options, connections, files = subjects.options, subjects.options.connections[0], subjects.files
    subject = subjects.small()
    if machine.allow_descriptors() < options.idle + options.slow + 200:
        print("\ncrowd: this machine allows too few open files (ulimit -Hn): skipped")
        return
    program = servers.allmende(subject)
    with subjects.running(program, servers.nginx(files)) as both:
        for server in both:
            came, memory = [], []

            def beside():
                before = paper.resident_mb(server.pid)
                with Crowd(server, options.idle, options.slow) as them:
                    memory.append((paper.resident_mb(server.pid) - before) * 1024 / max(1, them.came))
                    run = ask()
                came.append((them.came, them.ended))
                return run

            asked = asking.Many(subjects.work, [subjects.path], subjects.headers)
            ask = lambda: asked(server, connections, RUN_SECONDS)
            name = f"{server.name}, with the crowd"
            compared = Comparison((server.name, ask), [(name, beside)], None).run(options.pairs)
            compared.table(f"{options.idle:,} idle and {options.slow:,} slow connections")
            if server is program:
                compared.judge(Goal("p99", 1.2, server.name, name))
            print(f"- {name}: {min(count for count, _ in came):,} of {options.idle + options.slow:,} let in; closed during the runs: "
                  f"{sum(end['closed_idle'] for _, end in came):,} idle, {sum(end['closed_slow'] for _, end in came):,} slow; "
                  f"resident memory for each at first sight {memory[0]:.2f} kB", flush=True)


def cold(subjects):
    """from starting the program to the last byte of the front page"""
    subject = subjects.paper(subjects.options.articles)
    took = [subject.cold_start() for _ in range(STARTS)]
    word = "reached" if statistics.median(took) <= COLD_MS else "missed"
    print(f"\nCold start with {subject.size:,} articles to the first page ≤ {COLD_MS} ms: {spread(took)} ms – {word}", flush=True)
