#!/usr/bin/env python3
"""A small, strict mail server for tests: it keeps what it gets, and misbehaves as it is told.

    smtp_server.py FOLDER [OPTIONS]       prints "port 12345", serves until its standard input ends

Each letter becomes FOLDER/<n>.eml, exactly the bytes that arrived (dots unstuffed), and then <n>.json: envelope, name
of the other side, whether by TLS, user. A line that is too long, does not end with CRLF or is not ASCII is refused,
as old servers would.
"""
import argparse
import asyncio
import base64
import json
import os
import ssl
import sys

STAGES = ["CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "END", "QUIT"]  # END: after the letter's last line


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--answer", action="append", default=[], metavar="STAGE=TEXT", help="say this instead; \\n between lines")
    parser.add_argument("--hang", action="append", default=[], choices=STAGES, help="never answer")
    parser.add_argument("--drop", action="append", default=[], choices=STAGES, help="close the connection instead of answering")
    parser.add_argument("--times", type=int, default=10**9, help="misbehave for so many connections, then be good")
    parser.add_argument("--tls", action="store_true", help="TLS from the first byte")
    parser.add_argument("--starttls", action="store_true")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--user")
    parser.add_argument("--password")
    options = parser.parse_args()
    options.answers = dict(answer.split("=", 1) for answer in options.answer)
    return options


class Closed(Exception):
    """The connection is over."""


class Server:
    def __init__(self, options):
        self.options = options
        self.connections = 0
        self.letters = 0
        self.context = None
        if options.certificate:
            self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self.context.load_cert_chain(options.certificate, options.key)

    async def serve(self, reader, writer):
        self.connections += 1
        conversation = Conversation(self, reader, writer, misbehaves=self.connections <= self.options.times)
        try:
            await conversation.hold()
        except (Closed, ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        writer.close()

    def keep(self, lines, envelope):
        self.letters += 1
        name = os.path.join(self.options.folder, str(self.letters))
        with open(name + ".eml", "wb") as file:
            file.write(b"".join(lines))
        with open(name + ".unfinished", "w", encoding="utf-8") as file:
            json.dump(envelope, file)
        os.rename(name + ".unfinished", name + ".json")


class Conversation:
    def __init__(self, server, reader, writer, misbehaves):
        self.server, self.options = server, server.options
        self.reader, self.writer = reader, writer
        self.misbehaves = misbehaves
        self.tls = self.options.tls
        self.user = None
        self.sender, self.recipients, self.name = None, [], None

    async def say(self, stage, text):
        """Answers, or misbehaves; whether it was the good answer."""
        told = self.misbehaves
        if told and stage in self.options.drop:
            raise Closed()
        if told and stage in self.options.hang:
            await asyncio.sleep(3600)
        other = self.options.answers.get(stage) if told else None
        for line in (other or text).replace("\\n", "\n").split("\n"):
            self.writer.write(line.encode() + b"\r\n")
        await self.writer.drain()
        return other is None

    async def line(self):
        line = await self.reader.readuntil(b"\n")
        if not line.endswith(b"\r\n") or len(line) > 1000 or not line.isascii():
            await self.say("", "500 5.5.2 lines are ASCII, of 998 bytes at most, and end with CRLF")
            raise Closed()
        return line

    async def hold(self):
        if not await self.say("CONNECT", "220 post.example ESMTP"):
            raise Closed()
        while True:
            line = (await self.line()).decode().rstrip("\r\n")
            verb, _, rest = line.partition(" ")
            act = getattr(self, "do_" + verb.lower(), None)
            if act is None:
                await self.say("", "502 5.5.1 not known here")
            else:
                await act(rest)

    async def do_ehlo(self, rest):
        self.name = rest
        lines = ["post.example greets", "SIZE 2000000"]
        if self.options.starttls and not self.tls:
            lines.append("STARTTLS")
        if self.options.user and (self.tls or not self.options.starttls):
            lines.append("AUTH PLAIN LOGIN")
        await self.say("EHLO", "\n".join(f"250{' ' if line is lines[-1] else '-'}{line}" for line in lines))

    async def do_starttls(self, _):
        if not await self.say("STARTTLS", "220 go on"):
            return
        await self.writer.start_tls(self.server.context)
        self.tls = True
        self.name = None

    async def do_auth(self, rest):
        _, _, proof = rest.partition(" ")
        if not proof:
            await self.say("", "334 ")
            proof = (await self.line()).decode().strip()
        _, user, password = base64.b64decode(proof).decode().split("\0")
        if (user, password) != (self.options.user, self.options.password):
            await self.say("", "535 5.7.8 user and password do not fit")
            return
        if await self.say("AUTH", "235 welcome"):
            self.user = user

    async def do_mail(self, rest):
        if self.options.user and not self.user:
            await self.say("", "530 5.7.0 who are you?")
            return
        if await self.say("MAIL", "250 well"):
            self.sender, self.recipients = rest, []

    async def do_rcpt(self, rest):
        if await self.say("RCPT", "250 well"):
            self.recipients.append(rest)

    async def do_data(self, _):
        if not self.recipients:
            await self.say("", "503 5.5.1 to whom?")
            return
        if not await self.say("DATA", "354 go on"):
            return
        lines = []
        while (line := await self.line()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b".") else line)
        if await self.say("END", "250 2.0.0 kept"):
            self.server.keep(lines, {"from": self.sender, "to": self.recipients, "name": self.name, "tls": self.tls, "user": self.user})

    async def do_quit(self, _):
        await self.say("QUIT", "221 farewell")
        raise Closed()

    async def do_rset(self, _):
        await self.say("", "250 well")


async def main():
    options = arguments()
    os.makedirs(options.folder, exist_ok=True)
    server = Server(options)
    context = server.context if options.tls else None
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=context, limit=2**20)
    print("port", listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main())
