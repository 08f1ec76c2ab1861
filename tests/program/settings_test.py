"""allmende.toml: every option is explained, and what is wrong is refused with its place."""

import re
import tomllib
import unittest

from program import run
from support import ProgramTest


class TheWrittenSettings(ProgramTest):
    def test_explain_every_option_by_a_comment_above_it(self):
        for paper in (self.new_paper(), self.demonstration()):
            rows = paper.settings.read_text("utf-8").splitlines()
            options = [place for place, row in enumerate(rows) if re.match(r"[a-z_]+ = ", row)]
            self.assertGreater(len(options), 30)
            for place in options:
                self.assertRegex(rows[place - 1], r"^# .{8,}", f"above {rows[place]}")

    def test_explain_every_section(self):
        rows = self.new_paper().settings.read_text("utf-8").splitlines()
        for place, row in enumerate(rows):
            if row.startswith("["):
                self.assertRegex(rows[place - 1], r"^# .{8,}", f"above {row}")

    def test_are_toml_for_another_reader_too(self):
        settings = tomllib.loads(self.demonstration().settings.read_text("utf-8"))
        self.assertEqual(settings["paper"]["name"], "Hafenblatt")
        self.assertEqual(settings["contribution"]["amounts"], [5, 10, 25, 50])

    def test_may_leave_out_any_option(self):
        paper = self.new_paper()
        paper.settings.write_text("", "utf-8")
        self.assert_status(paper.check(), 0)


class TheReportOfSettings(ProgramTest):
    """`allmende config`."""

    def report(self, paper, **more):
        done = run("config", paper.folder, more=more)
        self.assert_status(done, 0)
        return done.output

    def test_is_toml_with_every_option_of_the_written_settings(self):
        paper = self.demonstration()
        self.assertEqual(tomllib.loads(self.report(paper)), tomllib.loads(paper.settings.read_text("utf-8")))

    def test_says_where_each_value_comes_from_and_what_the_default_is(self):
        paper = self.new_paper()
        paper.settings.write_text('[server]\nport = 9090\nworkers = 2\n', "utf-8")
        report = self.report(paper).splitlines()
        self.assertIn("server.port = 9090  # allmende.toml:2, default 8080", report)
        self.assertIn("server.workers = 2  # allmende.toml:3, as by default", report)
        self.assertIn('paper.language = "de"  # default', report)
        self.assertEqual(len(tomllib.loads("\n".join(report))["robots"]["refused"]), 10)

    def test_shows_no_secret(self):
        paper = self.new_paper()
        text = paper.settings.read_text("utf-8").replace('engine = "sqlite"', 'engine = "postgresql"')
        for value in ("host=db user=paper password=geheim", "postgresql://paper:geheim@db/paper"):
            paper.settings.write_text(text, "utf-8")
            paper.set_option("connection_file", f'connection_file = "{value}"')
            report = self.report(paper, ALLMENDE_DATABASE="host=other password=noch-geheimer")
            for secret in ("geheim", paper.password):
                self.assertNotIn(secret, report)
            self.assertIn("ALLMENDE_DATABASE in the environment: (hidden), goes before", report)
            self.assertIn('database.connection_file = "(hidden)"', report)
        paper.settings.write_text(text, "utf-8")
        paper.set_option("connection_file", 'connection_file = "connection.key"')
        self.write(paper.folder / "connection.key", "password=geheim\n")
        report = self.report(paper)
        self.assertIn('database.connection_file = "connection.key"', report)
        self.assertNotIn("geheim", report)
        self.assertIn("ALLMENDE_DATABASE in the environment: not set", report)

    def test_refuses_what_serve_would_refuse(self):
        paper = self.new_paper()
        number = paper.set_option("port", "prot = 8080")
        done = run("config", paper.folder)
        self.assert_status(done, 2)
        self.assertIn(f"{paper.settings}:{number}", done.errors)


class WrongSettings(ProgramTest):
    """Refused by `serve` with exit status 2, before anything listens."""

    def setUp(self):
        super().setUp()
        self.paper = self.new_paper()

    def assert_refused_settings(self, *words):
        for command in (["serve", "--port", "0", "--operator-port", "0"], ["export"]):
            done = run(command[0], self.paper.folder, *command[1:])
            self.assert_status(done, 2)
            self.assertEqual(done.output, "")
            for word in words:
                self.assertIn(word, done.errors, repr(done))

    def place(self, number):
        return f"{self.paper.settings}:{number}"

    def test_an_unknown_key_names_the_nearest_known_one_and_its_line(self):
        number = self.paper.set_option("port", "prot = 8080")
        self.assert_refused_settings(self.place(number), '"server.prot"', '"server.port"')

    def test_an_unknown_section_names_the_nearest_known_one(self):
        text = self.paper.settings.read_text("utf-8").replace("[server]", "[sever]")
        number = text.splitlines().index("[sever]") + 1
        self.paper.settings.write_text(text, "utf-8")
        self.assert_refused_settings(self.place(number), '"sever"', '"server"')

    def test_a_key_in_the_wrong_section_is_unknown(self):
        self.paper.settings.write_text('[paper]\nport = 8080\n', "utf-8")
        self.assert_refused_settings(self.place(2), '"paper.port"')

    def test_a_key_like_no_other_is_refused_without_a_guess(self):
        number = self.paper.set_option("port", "zzzzqqqq = 1")
        self.assert_refused_settings(self.place(number), '"server.zzzzqqqq"')
        self.assertNotIn("did you mean", run("export", self.paper.folder).errors)

    def test_a_text_for_a_number(self):
        number = self.paper.set_option("port", 'port = "8080"')
        self.assert_refused_settings(self.place(number), "server.port", "whole number")

    def test_a_fraction_for_a_number(self):
        number = self.paper.set_option("port", "port = 80.5")
        self.assert_refused_settings(self.place(number), "server.port")

    def test_a_number_for_a_text(self):
        number = self.paper.set_option("name", "name = 7")
        self.assert_refused_settings(self.place(number), "paper.name")

    def test_a_text_for_a_list(self):
        number = self.paper.set_option("listen", 'listen = "127.0.0.1"')
        self.assert_refused_settings(self.place(number), "server.listen", "list")

    def test_a_word_for_yes_or_no(self):
        number = self.paper.set_option("reserve_text_and_data_mining", 'reserve_text_and_data_mining = "yes"')
        self.assert_refused_settings(self.place(number), "true or false")

    def test_a_number_out_of_its_range(self):
        number = self.paper.set_option("port", "port = 65536")
        self.assert_refused_settings(self.place(number), "server.port", "65535")

    def test_no_worker_at_all(self):
        number = self.paper.set_option("workers", "workers = 0")
        self.assert_refused_settings(self.place(number), "server.workers", "from 1")

    def test_an_unknown_engine(self):
        self.paper.set_option("engine", 'engine = "mysql"')
        self.assert_refused_settings(str(self.paper.settings), "database.engine", "postgresql")

    def test_an_unknown_language(self):
        self.paper.set_option("language", 'language = "tlh"')
        self.assert_refused_settings(str(self.paper.settings), "paper.language")

    def test_an_address_without_a_scheme(self):
        self.paper.set_option("address", 'address = "hafenblatt.example"')
        self.assert_refused_settings(str(self.paper.settings), "paper.address", "https://")

    def test_quotes_that_are_none(self):
        self.paper.set_option("quotes", 'quotes = "((…))"')
        self.assert_refused_settings(str(self.paper.settings), "paper.quotes")

    def test_something_that_is_no_toml_with_its_line(self):
        number = self.paper.set_option("port", "port = = 8080")
        self.assert_refused_settings(self.place(number))

    def test_bytes_that_are_no_utf8(self):
        self.paper.settings.write_bytes(b'[paper]\nname = "\xff\xfe"\n')
        self.assert_refused_settings(str(self.paper.settings))

    def test_a_key_twice(self):
        self.paper.settings.write_text("[server]\nport = 1\nport = 2\n", "utf-8")
        self.assert_refused_settings(self.place(3))

    def test_postgresql_without_a_connection_names_both_ways_to_give_it(self):
        self.paper.set_option("engine", 'engine = "postgresql"')
        self.assert_refused_settings("connection_file", "ALLMENDE_DATABASE")


class WrongSettingsOfTheReadersPages(ProgramTest):
    """What only the pages need: refused when the paper is to be served, found by `check`."""

    def setUp(self):
        super().setUp()
        self.paper = self.demonstration()

    def assert_refused_and_found(self, *words):
        done = run("serve", self.paper.folder, "--port", "0", "--operator-port", "0")
        self.assert_status(done, 2)
        found = self.paper.check()
        self.assertIn(found.status, (1, 2), repr(found))
        for word in words:
            self.assertIn(word, done.errors, repr(done))
            self.assertIn(word, found.output + found.errors, repr(found))

    def test_an_iban_with_a_slip(self):
        self.paper.set_option("iban", 'iban = "DE02120300000000202052"')
        self.assert_refused_and_found("contribution.iban")

    def test_an_iban_of_rubbish(self):
        self.paper.set_option("iban", 'iban = "meine Bank"')
        self.assert_refused_and_found("contribution.iban")

    def test_a_bic_of_rubbish(self):
        self.paper.set_option("bic", 'bic = "12"')
        self.assert_refused_and_found("contribution.bic")

    def test_a_reference_that_is_too_long(self):
        self.paper.set_option("reference", 'reference = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"')
        self.assert_refused_and_found("contribution.reference")

    def test_a_negative_amount(self):
        self.paper.set_option("amounts", "amounts = [5, -10]")
        self.assert_refused_and_found("contribution.amounts")

    def test_a_time_zone_that_is_none(self):
        self.paper.set_option("time_zone", 'time_zone = "Europe/Osterfleet"')
        self.assert_refused_and_found("Europe/Osterfleet")

    def test_an_account_without_a_holder(self):
        self.paper.set_option("account_holder", 'account_holder = ""')
        self.assert_refused_and_found("contribution")

    def test_an_address_to_listen_on_that_is_none(self):
        self.paper.set_option("listen", 'listen = ["hafenblatt"]')
        done = run("serve", self.paper.folder, "--port", "0", "--operator-port", "0")
        self.assertIn(done.status, (2, 70), repr(done))
        self.assertIn("hafenblatt", done.errors)


if __name__ == "__main__":
    unittest.main()
