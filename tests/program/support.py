"""What the tests of the whole program stand on: a folder for each test, papers in it, servers that end with it.

ALLMENDE_SCRATCH says where the demonstration paper, which takes a while to make, is kept from one test to the
next (one for each build of the program).
"""

import fcntl
import os
import pathlib
import shutil
import tempfile
import unittest

from program import PROGRAM, Paper
from samples import lines
from server import CLOCK, Server


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
        print(f"skipped: {self.id()}: {reason}")
        self.skipTest(reason)

    def assert_status(self, done, status):
        self.assertEqual(done.status, status, repr(done))

    def assert_refused(self, done, *words):
        """Some refusal holds all the words."""
        for line in done.refusals:
            if all(word in line for word in words):
                return
        self.fail(f"no refusal says {words}:\n{done!r}")


class ServedDemonstration(ProgramTest):
    """One server of the demonstration paper for all tests of a class; none of them changes it."""

    @classmethod
    def setUpClass(cls):
        cls.shared = pathlib.Path(tempfile.mkdtemp(prefix="allmende-"))
        cls.addClassCleanup(shutil.rmtree, cls.shared, ignore_errors=True)
        shutil.copytree(made_demonstration(), cls.shared / "paper")
        cls.paper = Paper(cls.shared / "paper")
        cls.prepare()
        cls.server = Server(cls.paper)
        cls.addClassCleanup(cls.server.end)

    @classmethod
    def prepare(cls):
        """What is done to the paper before it is served."""
