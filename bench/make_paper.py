"""Papers of any size with the shape of real news text.

Lengths are log-normal with median 298 and mean 368 words, 4,800 at most (measured on a German news corpus, see README.md), or all
the same when asked for. Sentences are taken in random order from the demonstration paper, so words have the length and variety of
written German. The same size gives the same paper. Articles are made one after the other: a million need no more memory than one.
"""
import datetime
import itertools
import json
import math
import pathlib
import random
import re

DEMO = pathlib.Path(__file__).resolve().parent.parent / "demo" / "hafenblatt" / "articles"
MEDIAN, MEAN, LONGEST = 298, 368, 4800
SIGMA = math.sqrt(2 * math.log(MEAN / MEDIAN))
SECTIONS = ["politik", "hafen", "stadt", "wirtschaft", "klima", "kultur", "sport", "meinung"]
# Seconds since 1970 (20 November 2023). Three articles an hour up to then: a larger paper begins earlier, for what lies in the future
# has no page yet.
LAST = 1_700_500_000
EVERY = 1200
FIRST_NUMBER = 100_001


def sentences():
    found = []
    for file in sorted(DEMO.glob("*.json")):
        article = json.loads(file.read_text(encoding="utf-8"))
        if article["language"] != "de":
            continue
        for block in article["body"]["blocks"]:
            if block["type"] == "paragraph":
                text = "".join(run["t"] for run in block["text"])
                found += [s for s in re.split(r"(?<=[.!?]) (?=[A-ZÄÖÜ])", text) if 20 < len(s) < 300]
    return found


def natural_length(random_source):
    return min(LONGEST, max(40, int(random_source.lognormvariate(math.log(MEDIAN), SIGMA))))


def body(random_source, pool, words):
    blocks, count = [], 0
    while count < words:
        chosen = [random_source.choice(pool) for _ in range(random_source.randint(3, 6))]
        text = " ".join(chosen)
        count += text.count(" ") + 1
        number = len(blocks) + 1
        if number % 6 == 5:
            blocks.append({"id": f"b{number}", "type": "subheading", "text": [{"t": chosen[0][:60].rstrip(" .,;:–")}]})
        else:
            blocks.append({"id": f"b{number}", "type": "paragraph", "text": [{"t": text}]})
    return {"version": 1, "blocks": blocks}


def article(source, pool, number, published, words=None):
    headline = source.choice(pool)[:70].rsplit(" ", 1)[0].rstrip(" .,;:–")
    moment = datetime.datetime.fromtimestamp(published, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "format": "allmende-article/1", "number": number, "state": "published", "language": "de",
        "kicker": source.choice(["Hafen", "Rat", "Klima", ""]), "headline": headline,
        "deck": source.choice(pool)[:140], "dateline": ["Osterfleet"], "section": source.choice(SECTIONS),
        "topics": source.sample(["Schleuse", "Werft", "Miete", "Deich", "Fähre", "Wahl", "Streik", "Watt"], 3),
        "authors": [{"name": source.choice(["Mira Petersen", "Karl Bruns", "Samira Haddad"]), "role": "text"}],
        "body": body(source, pool, words or natural_length(source)), "published": moment,
    }


def articles(size, words=None):
    """The oldest first. Each has about `words` words, or a length as news have it."""
    source, pool = random.Random(size), sentences()
    for place in range(size):
        yield article(source, pool, FIRST_NUMBER + place, LAST - (size - 1 - place) * EVERY, words)


def write_lines(records, file):
    with open(file, "w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def parts(size, most, file, words=None):
    """Writes at most `most` articles at a time to the file and yields after each part, so that the disk holds one part only."""
    rest = articles(size, words)
    for begin in range(0, size, most):
        write_lines(itertools.islice(rest, most), file)
        yield min(most, size - begin)
