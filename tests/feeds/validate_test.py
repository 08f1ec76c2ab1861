#!/usr/bin/env python3
"""Plants one mistake after the other into valid files, and sees that validate.py finds each.

    validate_test.py FOLDER
"""
import pathlib
import shutil
import sys
import tempfile

import validate

# file, what stands there, what is put in its place
MISTAKES = [
    ("feed.xml", "</channel>", ""),
    ("feed.xml", 'isPermaLink="false"', 'isPermaLink="true"'),
    ("feed.xml", "artikel/1003</guid>", "artikel/1002</guid>"),
    ("feed.xml", "<lastBuildDate>", "<lastBuildDate>x"),
    ("feed.xml", "<pubDate>Mon", "<pubDate>Tue"),
    ("feed.xml", 'length="5"', 'length="0"'),
    ("feed.xml", 'rel="self"', 'rel="me"'),
    ("feed.xml", "<link>https://hafenblatt.example/artikel/1003", "<link>/artikel/1003"),
    ("feed.xml", "<content:encoded>", "<content:encoded>&lt;script&gt;&lt;/script&gt;"),
    ("feed.xml", "<content:encoded>", '<content:encoded>&lt;p id="b1"&gt;&lt;/p&gt;'),
    ("feed.xml", "<content:encoded>", '<content:encoded>&lt;a href="/x"&gt;&lt;/a&gt;'),
    ("feed.xml", "<content:encoded>", "<content:encoded>&lt;/p&gt;"),
    ("feed.xml", "<description>Was", "<description>&lt;img&gt;Was"),
    ("feed.xml", "Der Kran steht 40", "GEHEIM"),
    ("feed.atom", "<updated>", "<updatet>"),
    ("feed.atom", "artikel/1003</id>", "artikel/1002</id>"),
    ("feed.atom", 'rel="self"', 'rel="me"'),
    ("feed.atom", 'xml:lang="en"', 'xml:lang=""'),
    ("feed.atom", "<published>2026", "<published>2027"),
    ("feed.atom", "<uri>https:", "<uri>"),
    ("feed.atom", "+01:00</updated>", "</updated>"),
    ("feed.json", "version/1.1", "version/1"),
    ("feed.json", '"date_published":"2026', '"date_published":"26'),
    ("feed.json", '"authors":[{"name"', '"authors":[{"nam"'),
    ("feed.json", "artikel/1003\",\"url", "artikel/1002\",\"url"),
    ("feed.json", '"content_html"', '"content_text"'),
    ("feed.json", '"items":[', '"items":['  '{},'),
    ("sitemap-month.xml", "<lastmod>2026", "<lastmod>26"),
    ("sitemap-month.xml", "artikel/1003", "artikel/1002"),
    ("sitemap-index.xml", "<loc>https:", "<loc>"),
    ("news-sitemap.xml", "<news:language>de", "<news:language>deutsch"),
    ("news-sitemap.xml", "<news:title>", "<news:titel>"),
    ("robots.txt", "Disallow: /werbung/\n", "Disallow: /\n"),
    ("robots.txt", "GPTBot", "GPT Bot"),
    ("tdmrep.json", '"tdm-reservation":1', '"tdm-reservation":0'),
    ("article.html", "</script>", "</script><b>"),
    ("article.html", "https://schema.org", "http://example.org"),
]


def can_be_judged(name):
    return not name.endswith(".atom") or shutil.which("jing") is not None


def main(folder):
    missed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name, right, wrong in MISTAKES:
            if not can_be_judged(name):
                print(f"skipped: {name}, as jing is not installed")
                continue
            text = (folder / name).read_text(encoding="utf-8")
            planted = pathlib.Path(scratch) / name
            planted.write_text(text.replace(right, wrong, 1), encoding="utf-8")
            if right not in text:
                print(f"{name}: {right} is not there to be changed")
                missed += 1
            elif not list(validate.validate(planted)):
                print(f"{name}: {right} → {wrong} was not found")
                missed += 1
    print(f"{len(MISTAKES)} mistakes planted, {missed} not found")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
