#!/usr/bin/env python3
"""bin/support on machines of several kinds: little programs stand for Debian's and say what a machine would."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Machine(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="allmende machine "))
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(ROOT / "bin", self.folder / "tree/bin")
        (self.folder / "tree/tools").mkdir()
        (self.folder / "programs").mkdir()
        self.log = self.folder / "log"
        self.log.touch()
        self.wants("build  libfirst1.81-dev | libfirst-dev")
        self.program("id", "echo 0")
        self.program("sleep", "true")
        self.has_installed("bash")
        # Debian 13 knows the name of every package that another one names, and can give the second.
        self.program("apt-cache", '[ "$1 $2" = "madison libfirst1.81-dev" ] || echo "$2 | 1.83 | a mirror"')
        self.program("apt-get", 'echo "$*" >> "$LOG"')

    def program(self, name, text):
        file = self.folder / "programs" / name
        file.write_text("#!/bin/sh\n" + text + "\n")
        file.chmod(0o755)

    def wants(self, lines):
        (self.folder / "tree/tools/packages").write_text("# a comment | with a bar\n" + lines + "\n")

    def has_installed(self, *packages):
        states = ["not-installed g++"] + [f"installed {package}" for package in packages]
        self.program("dpkg-query", "\n".join(f"echo '{state}'" for state in states))

    def start(self, commands, stdin=subprocess.DEVNULL, **options):
        environment = {"PATH": f"{self.folder}/programs:{os.environ['PATH']}", "LOG": str(self.log)}
        return subprocess.Popen(["bash", "-c", f"source '{self.folder}/tree/bin/support'; {commands}"], env=environment,
                                text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=stdin, **options)

    def does(self, commands):
        process = self.start(commands)
        process.out, process.err = process.communicate(timeout=60)
        return process

    def asked(self):
        return [line.split("Timeout=600 ")[1] for line in self.log.read_text().splitlines()]

    def test_what_is_there_is_not_installed_again(self):
        self.has_installed("libfirst-dev")
        self.assertEqual(self.does("install_packages build").returncode, 0)
        self.assertEqual(self.asked(), [])

    def test_the_first_package_that_this_debian_has_is_installed(self):
        self.assertEqual(self.does("install_packages build").returncode, 0)
        self.assertEqual(self.asked(), ["update", "install -y --no-install-recommends libfirst-dev"])

    def test_only_the_groups_asked_for_are_installed(self):
        self.wants("build  libfirst-dev\ntest   libsecond-dev")
        self.does("install_packages test")
        self.assertEqual(self.asked()[1:], ["install -y --no-install-recommends libsecond-dev"])

    def test_an_update_already_running_is_waited_for(self):
        self.program("apt-get", 'echo "$*" >> "$LOG"\n[ "$(wc -l < "$LOG")" -ge 3 ] || '
                                '{ echo "E: Could not get lock /var/lib/apt/lists/lock." >&2; exit 100; }')
        result = self.does("install_packages build")
        self.assertEqual(result.returncode, 0)
        self.assertEqual([line.split()[0] for line in self.asked()], ["update", "update", "update", "install"])
        self.assertNotIn("lock", result.err)

    def test_what_cannot_be_installed_ends_with_a_question_that_helps(self):
        self.program("apt-get", "echo 'E: Temporary failure resolving a mirror' >&2; exit 100")
        result = self.does("install_packages build; echo went on")
        self.assertEqual((result.returncode, result.out), (1, ""))
        self.assertIn("Temporary failure", result.err)
        self.assertIn("Is there a network?", result.err)

    def test_who_may_not_install_is_told_what_is_missing(self):
        self.program("id", "echo 1000")
        self.program("sudo", "echo 'sudo: a password is required' >&2; exit 1")
        result = self.does("install_packages build; echo went on")
        self.assertEqual((result.returncode, result.out, self.asked()), (1, "", []))
        self.assertIn("or as someone who may use sudo: libfirst-dev", result.err)

    def test_two_in_one_folder_take_turns(self):
        first = self.start('take_turn; echo in; read -r; echo out >> "$LOG"; end_turn', stdin=subprocess.PIPE)
        self.assertEqual(first.stdout.readline(), "in\n")
        second = self.start('take_turn; cat "$LOG"')
        self.assertIn("Waiting for another", second.stderr.readline())
        first.communicate("go on\n", timeout=60)
        self.assertEqual(second.communicate(timeout=60)[0], "out\n")

    def test_the_callers_folder_is_remembered(self):
        (self.folder / "else where").mkdir()
        process = self.start('echo "$callers_folder|$PWD"', cwd=self.folder / "else where")
        out, _ = process.communicate(timeout=60)
        self.assertEqual(out, f"{self.folder}/else where|{self.folder}/tree\n")


if __name__ == "__main__":
    unittest.main()
