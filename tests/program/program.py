"""The program under test, run as a user runs it, and the paper's folders that it makes.

ALLMENDE_PROGRAM says which program is tested.
"""

import base64
import json
import os
import pathlib
import re
import sqlite3
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("ALLMENDE_PROGRAM", ROOT / "build/test/allmende"))
PATIENCE = 240


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

    @property
    def password(self):
        return (self.folder / "operator.key").read_text().strip()

    def signed(self, password=None, user="operator"):
        """What a browser sends to the operator's page."""
        given = f"{user}:{password or self.password}".encode("utf-8")
        return "Basic " + base64.b64encode(given).decode()

    def database(self):
        return sqlite3.connect(self.folder / "paper.sqlite")
