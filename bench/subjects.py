"""What a run of bench/press works with: papers, one page of them, the files made of it, and servers that end with their scenario."""
import contextlib
import http.client
import pathlib
import statistics

import asking
import machine
import make_paper
import paper
import servers

PAGE_BYTES = 13_579  # what the prototypes' page had
SAMPLE = 300         # articles among which a page of about that size is looked for


class Subjects:
    def __init__(self, options, work):
        self.options, self.work = options, work
        self.papers = pathlib.Path(options.keep) if options.keep else work
        self.papers.mkdir(parents=True, exist_ok=True)
        self.path, self.words, self.files = None, None, None
        self.headers = dict(asking.BROWSER)

    def paper(self, size, words=None, folder=None):
        """A paper with sections, appeal and campaigns; made when it is not there."""
        folder = folder or self.papers
        folder.mkdir(parents=True, exist_ok=True)
        subject = paper.Paper(self.options.program, folder, size, words)
        if not subject.is_made():
            machine.say(f"Making a paper of {size:,} articles …")
            subject.make()
            subject.add_what_asks()
        return subject

    def small(self):
        return self.paper(SAMPLE)

    def find_page(self):
        """The page of about 13.6 kB that most scenarios ask for, as a file too; says what it is."""
        if self.path:
            return
        subject = self.small()
        with self.running(servers.allmende(subject)) as [server]:
            connection = http.client.HTTPConnection("127.0.0.1", server.port)
            sizes = {path: len(paper.get(connection, path, self.headers)[1]) for path in subject.addresses(server.port)}
            self.path = min(sizes, key=lambda path: abs(sizes[path] - PAGE_BYTES))
            answer = server.ask(self.path, self.headers)[0]
            if answer.getheader("Set-Cookie"):
                self.headers["Cookie"] = answer.getheader("Set-Cookie").partition(";")[0]
            self.files = servers.Files(self.work / "page")
            self.files.take(server, [self.path], self.headers)
        number = int(self.path.split("/")[-1].partition(".")[0])
        article = next(one for one in make_paper.articles(SAMPLE) if one["number"] == number)
        self.words = sum(run["t"].count(" ") + 1 for block in article["body"]["blocks"] for run in block["text"])
        self.describe(sizes)

    def describe(self, sizes):
        file = self.files.folder / self.path.lstrip("/")
        plain, packed = file.stat().st_size, file.with_name(file.name + ".gz").stat().st_size
        request = asking.request_size(self.path, self.headers | asking.GZIP)
        print(f"Page: {plain:,} B, gzip -9 {packed:,} B, of {self.words} words; article pages of this paper have "
              f"{statistics.median(sizes.values()):,.0f} B in the median. Request: {request} B. "
              f"Headers that go with every answer: {len(self.files.head_lines())} B.", flush=True)

    @contextlib.contextmanager
    def running(self, *started):
        try:
            yield started
        finally:
            for server in started:
                server.stop()
