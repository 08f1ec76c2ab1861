"""kill -9 at any moment loses nothing that was acknowledged, and leaves a paper that is in order."""

import http.client
import os
import random
import re
import signal
import subprocess
import threading
import time
import unittest

from program import PROGRAM, environment
from samples import article, paragraph, png
from support import ProgramTest

ARTICLES = 2200
KILLS = int(os.environ.get("ALLMENDE_KILLS_OF_IMPORT", "12"))


class Killed(ProgramTest):
    def setUp(self):
        super().setUp()
        self.random = random.Random(20261121)
        self.records = [article(number, paragraph("Die Flut kam und ging. " * self.random.randint(1, 80)),
                                topics=[f"Thema {number % 50}"], authors=[{"name": f"Autorin {number % 20}",
                                                                          "role": "text"}])
                        for number in range(1, ARTICLES + 1)]
        self.file = self.write_records("many.jsonl", *self.records)

    def start_import(self, paper, *files):
        return subprocess.Popen([PROGRAM, "import", "-v", paper.folder, *(files or [self.file])],
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment())

    def import_until(self, paper, seconds, *files):
        """Lets an import run for at most so long; whether it had to be killed, and what it said."""
        process = self.start_import(paper, *files)
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        output, _ = process.communicate(timeout=120)
        timer.cancel()
        self.assertIn(process.returncode, (0, -signal.SIGKILL))
        return process.returncode != 0, output

    def acknowledged(self, output):
        """The numbers said to be new or changed, of whole lines."""
        whole = output[:output.rfind(b"\n") + 1]
        return [int(number) for number in re.findall(rb"(?m)^(?:new|changed|unchanged) +article (\d+) ", whole)]


class AnImportKilledAtRandomMoments(Killed):
    def test_keeps_what_it_acknowledged_and_completes_when_it_is_run_again(self):
        paper, kept, kills = self.new_paper(), set(), 0
        longest = 1.0
        for turn in range(5 * KILLS):
            died, output = self.import_until(paper, self.random.uniform(0.01, longest))
            # Near enough to how long an import takes here and now that most are killed within it.
            longest *= 1.3 if died else 0.7
            kills += died
            kept |= set(self.acknowledged(output))
            self.assertLessEqual(kept, set(paper.articles()), f"after kill {kills}")
            if kills == KILLS:
                break
            if not died or turn % 4 == 3:
                self.assert_status(paper.check(), 0)
                paper, kept = self.new_paper(), set()
        self.assertEqual(kills, KILLS, "the imports ended by themselves too often to show anything")
        self.assert_status(paper.check(), 0)
        done = paper.take(self.file)
        created, changed, unchanged, refused = done.counts
        self.assertEqual((created + unchanged, changed, refused), (ARTICLES, 0, 0))
        self.assertEqual(list(paper.articles()), list(range(1, ARTICLES + 1)))
        untouched = self.new_paper()
        untouched.take(self.file)
        self.assertEqual(paper.export(), untouched.export())
        self.assert_status(paper.check(), 0)

    def test_of_pictures_leaves_a_paper_in_order(self):
        pictures = [self.write(f"bild-{number}.png", png(40 + number, 30, (number, 9, 9))) for number in range(12)]
        paper = self.new_paper()
        for _ in range(6):
            self.import_until(paper, self.random.uniform(0.02, 0.6), *pictures)
            self.assert_status(paper.check(), 0)
        self.assertEqual(sum(paper.take(*pictures).counts), 12)
        self.assert_status(paper.check(), 0)


class AServerKilledWhileItIsReadAndTheImportGoesOn(Killed):
    def test_takes_nothing_from_the_import_and_starts_again(self):
        paper = self.new_paper()
        importing = self.start_import(paper)
        stop = threading.Event()
        wrong, right = [], [0]
        server = self.serve(paper, "--quiet", clock=None)
        current = [server]

        def read():
            while not stop.is_set():
                try:
                    answer = current[0].get("/")
                except (OSError, http.client.HTTPException):
                    time.sleep(0.01)  # the server is dead just now
                    continue
                if answer.status == 200:
                    right[0] += 1
                else:
                    wrong.append(answer.status)
        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for _ in range(3):
            time.sleep(self.random.uniform(0.1, 0.5))
            current[0].process.kill()
            current[0].process.wait()
            current[0] = self.serve(paper, "--quiet", clock=None)
        output, _ = importing.communicate(timeout=120)
        self.assertEqual(importing.returncode, 0)
        stop.set()
        for reader in readers:
            reader.join()
        self.assertEqual(self.acknowledged(output), list(range(1, ARTICLES + 1)))
        self.assertEqual(wrong, [])
        self.assertGreater(right[0], 0)
        self.assertEqual(list(paper.articles()), list(range(1, ARTICLES + 1)))
        self.assertIn("Nachricht ", current[0].page("/"))
        self.assert_status(paper.check(), 0)


if __name__ == "__main__":
    unittest.main()
