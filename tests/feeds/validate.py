#!/usr/bin/env python3
"""Judges what machines read of a paper, without the net.

    validate.py FOLDER        the files that feed_samples wrote; prints each finding, fails when there is one

xmllint judges that XML is well-formed, jing judges Atom by atom.rnc (RFC 4287). The rest is here: RSS 2.0
and the RSS Advisory Board's profile, JSON Feed 1.1, sitemaps.org 0.9, Google's news sitemap, RFC 9309 for
robots.txt, and that JSON-LD in a page is JSON. Nothing that a reader may not see yet (it carries the word
GEHEIM) is anywhere.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from email.utils import parsedate_to_datetime

from markup import DataBlocks, Fragment, is_absolute

HERE = pathlib.Path(__file__).resolve().parent
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
                    r"\d{4} \d\d:\d\d:\d\d [+-]\d{4}")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def is_moment(text):
    return bool(text and RFC3339.fullmatch(text)) and bool(datetime.fromisoformat(text.replace("Z", "+00:00")))


def is_rfc822(text):
    # The weekday must be that of the date.
    return bool(text and RFC822.fullmatch(text)) and parsedate_to_datetime(text).strftime("%a") == text[:3]


def content_findings(text):
    if not text:
        return ["has no content"]
    return Fragment(text).findings


def rss(root):
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        yield "is no RSS 2.0"
        return
    for name in ("title", "link", "description"):
        if len(channel.findall(name)) != 1 or not channel.findtext(name):
            yield f"the channel needs exactly one {name}"
    links = {link.get("rel"): link.get("href") for link in channel.findall(ATOM + "link")}
    if not is_absolute(links.get("self", "")):
        yield "the channel does not say its own address"
    if not is_rfc822(channel.findtext("lastBuildDate")):
        yield "lastBuildDate is no date"
    names = [item.findtext("guid") for item in channel.findall("item")]
    if len(names) != len(set(names)):
        yield "two items have one guid"
    for item in channel.findall("item"):
        yield from (f"{item.findtext('guid')}: {finding}" for finding in rss_item(item))


def rss_item(item):
    if not item.findtext("title") and not item.findtext("description"):
        yield "needs a title or a description"
    guid = item.find("guid")
    if guid is None or guid.get("isPermaLink") != "false" or not re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:\S+", guid.text):
        yield "has no permanent name"
    if not is_absolute(item.findtext("link")):
        yield "has no whole address"
    if not is_rfc822(item.findtext("pubDate")):
        yield "pubDate is no date"
    if item.find("author") is not None:
        yield "author would be an e-mail address"
    if not item.findtext(DUBLIN_CORE + "language"):
        yield "says no language"
    if re.search(r"<(?!/?(p|strong|em)>)", item.findtext("description") or ""):
        yield "its description has markup"
    for enclosure in item.findall("enclosure"):
        if not is_absolute(enclosure.get("url")) or not int(enclosure.get("length", 0)) or "/" not in enclosure.get("type", ""):
            yield "its enclosure needs url, length and type"
    yield from content_findings(item.findtext(CONTENT + "encoded"))


def atom(root):
    for entry in root.findall(ATOM + "entry"):
        name = entry.findtext(ATOM + "id")
        if entry.findtext(ATOM + "updated") < entry.findtext(ATOM + "published"):
            yield f"{name}: updated before it was published"
        yield from (f"{name}: {finding}" for finding in content_findings(entry.findtext(ATOM + "content")))
    names = [element.text for element in root.iter(ATOM + "id")]
    if len(names) != len(set(names)):
        yield "two entries have one id"


def json_feed(feed):
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "is no JSON Feed 1.1"
    if not isinstance(feed.get("title"), str) or not isinstance(feed.get("items"), list):
        yield "needs a title and items"
        return
    for key in ("home_page_url", "feed_url", "next_url"):
        if key in feed and not is_absolute(feed[key]):
            yield f"{key} is no whole address"
    yield from author_findings(feed)
    names = [item.get("id") for item in feed["items"]]
    if len(names) != len(set(names)):
        yield "two items have one id"
    for item in feed["items"]:
        yield from (f"{item.get('id')}: {finding}" for finding in json_item(item))


def author_findings(it):
    if not all(isinstance(author, dict) and author.get("name") for author in it.get("authors", [])):
        yield "authors are objects with a name"
    if "author" in it:
        yield "author is of JSON Feed 1"


def json_item(item):
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield "id is no text"
    for key in ("url", "image"):
        if key in item and not is_absolute(item[key]):
            yield f"{key} is no whole address"
    for key in ("date_published", "date_modified"):
        if not is_moment(item.get(key)):
            yield f"{key} is no moment"
    yield from author_findings(item)
    if not all(isinstance(tag, str) for tag in item.get("tags", [])):
        yield "tags are texts"
    for attachment in item.get("attachments", []):
        if not is_absolute(attachment.get("url")) or "/" not in attachment.get("mime_type", ""):
            yield "an attachment needs url and mime_type"
    yield from content_findings(item.get("content_html"))


def sitemap(root):
    if root.tag not in (SITEMAP + "urlset", SITEMAP + "sitemapindex"):
        yield "is no sitemap"
    if len(root) > 50000:
        yield "has more than 50,000 addresses"
    addresses = [child.findtext(SITEMAP + "loc") for child in root]
    if len(addresses) != len(set(addresses)):
        yield "names an address twice"
    for child, address in zip(root, addresses):
        if not is_absolute(address):
            yield f"{address} is no whole address"
        changed = child.findtext(SITEMAP + "lastmod")
        if changed is not None and not is_moment(changed):
            yield f"{address}: lastmod is no moment"


def news_sitemap(root):
    yield from sitemap(root)
    if len(root) > 1000:
        yield "has more than 1,000 addresses"
    for url in root:
        news = url.find(NEWS + "news")
        if news is None:
            yield "an address has no news"
            continue
        if not news.findtext(f"{NEWS}publication/{NEWS}name"):
            yield "the publication has no name"
        if not re.fullmatch("[a-z]{2,3}", news.findtext(f"{NEWS}publication/{NEWS}language") or ""):
            yield "the language is none of ISO 639"
        if not is_moment(news.findtext(NEWS + "publication_date")) or not news.findtext(NEWS + "title"):
            yield "needs publication_date and title"


def robots(text):
    for number, line in enumerate(text.splitlines(), 1):
        if line and not re.fullmatch(r"(User-agent: ([A-Za-z_.0-9-]+|\*)|Disallow:( /((werbung|einsatz)/)?)?|Sitemap: https?://\S+)", line):
            yield f"line {number}: {line}"
    # Clicks on advertisements are counted; machines are asked not to make them.
    if not text.startswith("User-agent: *\nDisallow: /werbung/\nDisallow: /einsatz/\n"):
        yield "is not open to search"


def tdm_reservation(rules):
    if not isinstance(rules, list) or [rule.get("location") for rule in rules] != ["/"]:
        yield "needs one rule for /"
    elif rules[0].get("tdm-reservation") != 1 or not is_absolute(rules[0].get("tdm-policy", "https://x")):
        yield "reserves nothing"


def linked_data(text):
    page = DataBlocks(text)
    if page.other:
        yield f"data became elements: {page.other}"
    for block in page.blocks:
        if json.loads(block).get("@context") != "https://schema.org":
            yield "a data block has no context"
    types = [str(json.loads(block).get("@type")) for block in page.blocks]
    if sum("NewsArticle" in one for one in types) != 2:
        yield "two articles are not described"


def run(command, file):
    if shutil.which(command[0]) is None:
        print(f"skipped: {command[0]} is not installed")
        return
    done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        yield (done.stdout + done.stderr).strip()


def judges_of(name):
    if name == "news-sitemap.xml":
        return ElementTree.fromstring, news_sitemap
    if name.startswith("sitemap-"):
        return ElementTree.fromstring, sitemap
    if name.endswith(".xml"):
        return ElementTree.fromstring, rss
    if name.endswith(".atom"):
        return ElementTree.fromstring, atom
    if name == "tdmrep.json":
        return json.loads, tdm_reservation
    if name.endswith(".json"):
        return json.loads, json_feed
    return str, robots if name == "robots.txt" else linked_data


def validate(file):
    """What is wrong with one file."""
    text = file.read_text(encoding="utf-8")
    if "GEHEIM" in text:
        yield "shows what nobody may see"
    if file.suffix in (".xml", ".atom"):
        yield from run(["xmllint", "--nonet", "--noout"], file)
    if file.suffix == ".atom":
        yield from run(["jing", "-c", str(HERE / "atom.rnc")], file)
    read, judge = judges_of(file.name)
    try:
        yield from judge(read(text))
    except (ValueError, TypeError, AttributeError, ElementTree.ParseError) as problem:
        yield f"cannot be read: {problem}"


def main(folder):
    files = sorted(folder.iterdir())
    findings = [f"{file.name}: {finding}" for file in files for finding in validate(file)]
    print("\n".join([*findings, f"{len(files)} files, {len(findings)} findings"]))
    return 1 if findings or len(files) < 19 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
