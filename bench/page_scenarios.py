"""Scenarios of pages: one page plain, compressed, unchanged, over TLS; many pages; a paper's archive with a skew."""
import subprocess

import asking
import machine
import paper
import servers
from pairs import Comparison, Goal
from subjects import SAMPLE

WARM_SECONDS = 10    # for a server to meet pages that it has only to read
FILL_SECONDS = 60    # for the program to meet an archive that it cannot hold
BESIDE_CACHE_MB = 80
TLS_OPTIONS = (("tls", "certificate", "key"),)


def _one_page(subjects, title, headers, goals):
    """nginx, the bound and the program with the same page, for each number of connections."""
    subjects.find_page()
    options, path, files = subjects.options, subjects.path, subjects.files
    with subjects.running(servers.nginx(files), servers.bound(files), servers.allmende(subjects.small())) as [base, *others]:
        asked = {server.name: headers(server) for server in (base, *others)}
        others = [server for server in others if asked[server.name] is not None]
        askers = {name: asking.Many(subjects.work, [path], sent) for name, sent in asked.items() if sent is not None}
        for connections in options.connections:
            ask = lambda server: askers[server.name](server, connections, options.seconds)
            Comparison(base, others, ask).run(options.pairs).table(f"{title}, {connections} connections").judge(*goals)


def identity(subjects):
    """one page, uncompressed"""
    _one_page(subjects, "identity", lambda server: subjects.headers,
              [Goal("rate", 1.25), Goal("cpu", 1.4), Goal("p99", 1.0), Goal("rate", 0.9, "bound")])


def gzip(subjects):
    """one page, compressed"""
    _one_page(subjects, "gzip", lambda server: subjects.headers | asking.GZIP,
              [Goal("rate", 1.4), Goal("cpu", 1.5), Goal("p99", 1.0), Goal("rate", 0.9, "bound")])


def unchanged(subjects):
    """one page that the reader has already (304)"""
    def headers(server):
        asked = subjects.headers | asking.GZIP
        tag = server.ask(subjects.path, asked)[0].getheader("ETag")
        if tag and server.ask(subjects.path, asked | {"If-None-Match": tag})[0].status == 304:
            return asked | {"If-None-Match": tag}
        print(f"\n{server.name} does not answer 304 to its own ETag: left out")
        return None
    _one_page(subjects, "304", headers, [Goal("rate", 1.2), Goal("p99", 1.0), Goal("rate", 0.9, "bound")])


def varnish(subjects):
    """one page, from Varnish too (not among those that run by themselves)"""
    machine.install(("varnish", "varnishd"))
    subjects.find_page()
    options, files = subjects.options, subjects.files
    with subjects.running(servers.nginx(files)) as [base]:
        with subjects.running(servers.varnish(files, base), servers.allmende(subjects.small())) as others:
            asked = asking.Many(subjects.work, [subjects.path], subjects.headers)
            for connections in options.connections:
                ask = lambda server: asked(server, connections, options.seconds)
                Comparison(base, others, ask).run(options.pairs).table(f"varnish, {connections} connections")


def certificate(work):
    files = work / "certificate.pem", work / "certificate.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
    return files


def tls(subjects):
    """one page over TLS 1.3"""
    subject = subjects.paper(SAMPLE, folder=subjects.work / "tls")  # its settings are changed: not a kept one
    known = next((names for names in TLS_OPTIONS if subject.knows(*names[:2]) and subject.knows(names[0], names[2])), None)
    if not known:
        print("\nTLS: the program has no option for a certificate: skipped", flush=True)
        return
    machine.install(("openssl", "openssl"))
    subjects.find_page()
    signed, options = certificate(subjects.work), subjects.options
    for key, file in zip(known[1:], signed):
        subject.set(known[0], key, f'"{file}"')
    program = servers.allmende(subject)
    program.scheme = "https"
    with subjects.running(servers.nginx(subjects.files, certificate=signed), program) as [base, program]:
        for title, more in (("TLS identity", {}), ("TLS gzip", asking.GZIP)):
            ask = lambda server: asking.wrk(server, subjects.path, subjects.headers | more, options.connections[0], options.seconds)
            Comparison(base, [program], ask).run(options.pairs).table(title).judge(Goal("rate", 1.1), Goal("cpu", 1.1))


def _memory(subjects, server, name):
    resident, limit = paper.resident_mb(server.pid), subjects.options.megabytes + BESIDE_CACHE_MB
    word = "reached" if resident <= limit else "missed"
    print(f"- {name}: resident memory ≤ {limit} MB (cache + {BESIDE_CACHE_MB}): {resident:.0f} MB – {word}", flush=True)


def many(subjects):
    """many pages at random, each as often as the other"""
    subjects.find_page()
    options, connections = subjects.options, subjects.options.connections[0]
    subject = subjects.paper(options.pages, subjects.words)
    files = servers.Files(subjects.work / "many")
    with subjects.running(servers.allmende(subject, press={"megabytes": options.megabytes})) as [program]:
        paths = subject.addresses(program.port)
        machine.say(f"Fetching {len(paths):,} pages for the other servers …")
        files.take(program, paths, subjects.headers)
    for title, headers in (("identity", subjects.headers), ("gzip", subjects.headers | asking.GZIP)):
        with subjects.running(servers.nginx(files), servers.bound(files),
                              servers.allmende(subject, press={"megabytes": options.megabytes})) as [base, bound, program]:
            all_of_them = asking.Many(subjects.work, paths, headers)
            one = asking.Many(subjects.work, paths[:1], headers)
            machine.say("Having each page made once …")
            paper.ask_for_each(program.port, paths, headers)
            for server in (base, bound, program):
                all_of_them(server, connections, WARM_SECONDS)
            alone = ("allmende, one page", lambda: one(program, connections, options.seconds))
            ask = lambda server: all_of_them(server, connections, options.seconds)
            Comparison(base, [bound, program, alone], ask).run(options.pairs).table(f"{len(paths):,} pages, {title}").judge(
                Goal("rate", 1.25 if title == "identity" else 1.4), Goal("rate", 0.9, "bound"),
                Goal("rate", 0.8, "allmende, one page"))
            _memory(subjects, program, program.name)


def zipf(subjects):
    """a paper's whole archive, newer articles more often (Zipf); nginx serves one page beside it"""
    subjects.find_page()
    options, connections = subjects.options, subjects.options.connections[0]
    subject = subjects.paper(options.articles)
    headers = subjects.headers | asking.GZIP
    with subjects.running(servers.nginx(subjects.files),
                          servers.allmende(subject, press={"megabytes": options.megabytes})) as [base, program]:
        machine.say(f"Reading {options.articles:,} addresses from the sitemaps …")
        paths = subject.addresses(program.port)
        one = asking.Many(subjects.work, [subjects.path], headers)
        first = asking.Many(subjects.work, paths[:1], headers)
        archive = asking.Many(subjects.work, paths, headers, options.skew)
        archive(program, connections, FILL_SECONDS)
        nginx = ("nginx", lambda: one(base, connections, options.seconds))
        alone = ("allmende, one page", lambda: first(program, connections, options.seconds))
        ask = lambda server: archive(server, connections, options.seconds)
        Comparison(nginx, [program, alone], ask).run(options.pairs).table(
            f"archive of {len(paths):,} articles, Zipf {options.skew}, gzip").judge(
            Goal("rate", 1.4), Goal("rate", 0.8, "allmende, one page"))
        _memory(subjects, program, program.name)
