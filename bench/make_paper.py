"""Papers of any size with the shape of real news text.

Lengths are log-normal with median 298 and mean 368 words, 4,800 at most (measured on a German news corpus, see README.md). Sentences
are taken in random order from the demonstration paper, so words have the length and variety of written German. The same size gives
the same paper.
"""
import json
import math
import pathlib
import random
import re

DEMO = pathlib.Path(__file__).resolve().parent.parent / "demo" / "hafenblatt" / "articles"
MEDIAN, MEAN, LONGEST = 298, 368, 4800
SIGMA = math.sqrt(2 * math.log(MEAN / MEDIAN))
SECTIONS = ["politik", "hafen", "stadt", "wirtschaft", "klima", "kultur", "sport", "meinung"]
FIRST = 1_700_000_000  # seconds since 1970; three articles an hour from there on
EVERY = 1200


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


def body(random_source, pool):
    words = min(LONGEST, max(40, int(random_source.lognormvariate(math.log(MEDIAN), SIGMA))))
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


def articles(size):
    source, pool = random.Random(size), sentences()
    for number in range(1, size + 1):
        headline = source.choice(pool)[:70].rsplit(" ", 1)[0].rstrip(" .,;:–")
        at = FIRST + number * EVERY
        moment = f"{_day(at)}T{at // 3600 % 24:02}:{at // 60 % 60:02}:00Z"
        yield {
            "format": "allmende-article/1", "number": 100_000 + number, "state": "published", "language": "de",
            "kicker": source.choice(["Hafen", "Rat", "Klima", ""]), "headline": headline,
            "deck": source.choice(pool)[:140], "dateline": ["Osterfleet"], "section": source.choice(SECTIONS),
            "topics": source.sample(["Schleuse", "Werft", "Miete", "Deich", "Fähre", "Wahl", "Streik", "Watt"], 3),
            "authors": [{"name": source.choice(["Mira Petersen", "Karl Bruns", "Samira Haddad"]), "role": "text"}],
            "body": body(source, pool), "published": moment,
        }


def _day(seconds):
    import datetime
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%d")


def write(size, file):
    with open(file, "w", encoding="utf-8") as out:
        for article in articles(size):
            out.write(json.dumps(article, ensure_ascii=False, separators=(",", ":")) + "\n")
