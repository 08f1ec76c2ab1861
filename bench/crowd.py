#!/usr/bin/env python3
"""Connections that do nothing, and connections that say what they want a byte at a time.

    crowd.py PORT IDLE SLOW

Each idle one has asked for a page once and is opened anew when the server closes it. A slow one sends a byte of its head every two
seconds and is opened anew as well. Prints a line when all are there; runs until its standard input ends; then prints JSON of what happened.
"""
import json
import resource
import select
import socket
import sys
import time

REQUEST = b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n"
SLOW_HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nX-Slow: " + b"x" * 100_000
EVERY = 2.0     # seconds between two bytes of a slow connection
TURN = 0.05     # the slow ones take turns: no burst of them at once
AT_ONCE = 500  # opened in a row before the events are looked at


class Crowd:
    def __init__(self, port, idle, slow):
        self.port, self.wanted = port, {"idle": idle, "slow": slow}
        self.epoll, self.open = select.epoll(), {}
        self.turn = 0
        self.slow, self.counts = {}, {"closed_idle": 0, "closed_slow": 0, "could_not": 0}

    def add(self, kind):
        one = socket.socket()
        try:
            one.connect(("127.0.0.1", self.port))
            one.send(REQUEST if kind == "idle" else SLOW_HEAD[:1])
        except OSError:
            self.counts["could_not"] += 1
            one.close()
            return
        one.setblocking(False)
        self.open[one.fileno()] = (one, kind)
        if kind == "slow":
            self.slow[one.fileno()] = 1
        self.epoll.register(one, select.EPOLLIN | select.EPOLLRDHUP)

    def close(self, descriptor):
        one, kind = self.open.pop(descriptor)
        self.slow.pop(descriptor, None)
        self.counts[f"closed_{kind}"] += 1
        self.epoll.unregister(descriptor)
        one.close()

    def look(self, seconds):
        for descriptor, _ in self.epoll.poll(seconds):
            try:
                gone = not self.open[descriptor][0].recv(65536)
            except BlockingIOError:
                continue
            except OSError:
                gone = True
            if gone:
                self.close(descriptor)

    def fill(self):
        kinds = [kind for _, kind in self.open.values()]
        for kind, wanted in self.wanted.items():
            for _ in range(min(AT_ONCE, wanted - kinds.count(kind))):
                self.add(kind)
        return len(kinds)

    def drip(self):
        self.turn += 1
        turns = round(EVERY / TURN)
        for descriptor, sent in list(self.slow.items()):
            if descriptor % turns != self.turn % turns:
                continue
            try:
                self.open[descriptor][0].send(SLOW_HEAD[sent:sent + 1])
                self.slow[descriptor] = sent + 1
            except OSError:
                self.close(descriptor)


def main():
    port, idle, slow = map(int, sys.argv[1:])
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, idle + slow + 100), hard))
    crowd, give_up = Crowd(port, idle, slow), time.monotonic() + 60
    crowd.fill()
    while len(crowd.open) < idle + slow and time.monotonic() < give_up:
        crowd.look(0.01)
        crowd.fill()
    print(len(crowd.open), flush=True)
    crowd.counts.update(closed_idle=0, closed_slow=0, could_not=0)
    while not select.select([sys.stdin], [], [], 0)[0]:
        time.sleep(TURN)
        crowd.look(0)
        crowd.drip()
        crowd.fill()
    print(json.dumps({**crowd.counts, "open": len(crowd.open)}), flush=True)


main()
