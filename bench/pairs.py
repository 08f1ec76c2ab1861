"""Neighbouring runs and their ratios.

A round begins and ends with the base (nginx), the others stand between, in turned order every second round. A ratio is taken from runs
of one round that are next to each other, or nearest; what is shown is the median of these ratios, with the lowest and the highest.
The base's last run of a round and its first of the next are neighbours too: their ratio shows what the machine does by itself.
"""
import dataclasses
import statistics

import machine

HEAD = ("| {title} | answer, bytes | busy | req/s | req/s × {base} | CPU per request, {base} ÷ it | p99, ms | p99 × {base} | failed |\n"
        "|---|---|---|---|---|---|---|---|---|")


@dataclasses.dataclass
class Goal:
    """What the program shall reach: `of` is rate, cpu or p99, against another server of the table."""
    of: str
    bound: float
    against: str = "nginx"
    server: str = "allmende"

    WORDS = {"rate": "requests per second ≥ {bound} × {against}'s", "cpu": "CPU per request: {against}'s ≥ {bound} × its own",
             "p99": "p99 ≤ {bound} × {against}'s"}

    def reached(self, ratio):
        return ratio <= self.bound if self.of == "p99" else ratio >= self.bound

    def said(self, ratio):
        words = self.WORDS[self.of].format(bound=self.bound, against=self.against)
        return f"- {self.server}: {words}: {ratio:.2f} – {'reached' if self.reached(ratio) else 'missed'}"


RATIOS = {"rate": lambda mine, its: mine.rate / its.rate, "cpu": lambda mine, its: its.cost / mine.cost,
          "p99": lambda mine, its: mine.p99 / its.p99}


class Comparison:
    def __init__(self, base, others, ask):
        """`ask(server)` makes one Run. Servers may also be pairs (name, function that makes a Run)."""
        self.askers = {name: run for name, run in map(lambda one: self._named(one, ask), [base, *others])}
        self.base, *self.others = self.askers
        self.rounds = []

    @staticmethod
    def _named(server, ask):
        return server if isinstance(server, tuple) else (server.name, lambda: ask(server))

    def run(self, rounds):
        for name in self.askers:  # to warm up
            self.askers[name]()
        for number in range(rounds):
            between = self.others if number % 2 == 0 else self.others[::-1]
            order = [self.base, *between, self.base]
            self.rounds.append([(name, self.askers[name]()) for name in order])
            machine.say(f"  round {number + 1} of {rounds}")
        return self

    def runs(self, name):
        return [run for one in self.rounds for at, run in one if at == name]

    def ratios(self, of, mine, its):
        """One for each round: of the runs that stand nearest to each other."""
        found = []
        for one in self.rounds:
            places = [(abs(i - j), a, b) for i, (x, a) in enumerate(one) for j, (y, b) in enumerate(one) if (x, y) == (mine, its)]
            _, a, b = min(places, key=lambda place: place[0])
            found.append(RATIOS[of](a, b))
        return found

    def noise(self, of):
        return [RATIOS[of](after[0][1], before[-1][1]) for before, after in zip(self.rounds, self.rounds[1:])]

    def ratio(self, of, mine, its):
        return statistics.median(self.ratios(of, mine, its))

    def table(self, title):
        print("\n" + HEAD.format(title=title, base=self.base))
        self._row(self.base, "1", "1", "1")
        for name in self.others:
            self._row(name, *(spread(self.ratios(of, name, self.base)) for of in ("rate", "cpu", "p99")))
        if len(self.rounds) > 1:
            rate, cpu, p99 = (spread(self.noise(of)) for of in ("rate", "cpu", "p99"))
            print(f"| *{self.base} beside itself: the noise* | | | | {rate} | {cpu} | | {p99} | |", flush=True)
        return self

    def _row(self, name, rate, cpu, p99):
        runs = self.runs(name)
        wire, busy, per_second, last = (statistics.median(getattr(run, what) for run in runs)
                                        for what in ("wire", "busy", "rate", "p99"))
        print(f"| {name} | {wire:,.0f} | {busy:.0%} | {per_second:,.0f} | {rate} | {cpu} | {last:.2f} | {p99} | {sum(run.failed for run in runs)} |")

    def judge(self, *goals):
        print()
        for goal in goals:
            if goal.server in self.askers and goal.against in self.askers:
                print(goal.said(self.ratio(goal.of, goal.server, goal.against)), flush=True)


def spread(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"
