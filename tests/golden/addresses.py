"""The addresses whose answers are kept: each kind of page once or twice, as the demonstration paper has it."""

import re
import urllib.parse

# kind → address, as it is asked for. An address that starts with @ is found in a page: see found().
ADDRESSES = {
    "front": "/",
    "article": "/artikel/2044.hundertvierzig-chefinnen-und-ein-schiff",
    "article-corrected": "/artikel/2043.die-schleuse-kommt-zurueck",
    "article-interview": "/artikel/2012.platt-ist-kein-museum-platt-ist-ein-beat",
    "article-short-of-agency": "/artikel/2047.84-menschen-im-mittelmeer-gerettet",
    "article-english": "/artikel/2058.a-hundred-and-forty-bosses-and-one-ship",
    "article-without-advertising-and-appeal":
        "/artikel/2022.nach-todesfall-an-bord-gespraeche-und-eine-offene-tuer",
    "article-withdrawn": "/artikel/2009.land-will-faehre-nach-norderhude-einstellen",
    "article-draft": "/artikel/2046.kita-plan-140-plaetze-fehlen",
    "article-by-number": "/artikel/2001",
    "article-by-another-slug": "/artikel/2001.alter-titel",
    "section": "/ressort/politik",
    "section-older": "/ressort/politik?vor=2019",
    "section-missing": "/ressort/gibt-es-nicht",
    "topic": "/thema/haushalt",
    "author": "/von/mira-petersen",
    "archive": "/archiv",
    "archive-year": "/archiv/2026",
    "archive-month": "/archiv/2026/11",
    "archive-day": "/archiv/2026/11/12",
    "archive-day-empty": "/archiv/2026/11/15",
    "issues": "/ausgaben",
    "issue": "/ausgabe/2026-11-21",
    "printed-page": "/ausgabe/2026-11-21/seite/2",
    "contribution": "/beitrag",
    "contribution-with-amount": "/beitrag?betrag=12%2C50",
    "contribution-with-nonsense": "/beitrag?betrag=viel",
    "transparency": "/transparenz",
    "transparency-data": "/transparenz.json",
    "advertisement": "/anzeige",
    "open-place-for-an-appeal": "/einsatz/aufruf?artikel=2044",
    "open-place-for-an-advertisement": "/einsatz/anzeige?artikel=2044",
    "open-place-that-is-closed": "/einsatz/aufruf?artikel=2022",
    "feed-rss": "/feed.xml?vor=2013",
    "feed-atom": "/feed.atom?vor=2013",
    "feed-json": "/feed.json?vor=2013",
    "section-feed-rss": "/ressort/sport/feed.xml",
    "section-feed-atom": "/ressort/sport/feed.atom",
    "section-feed-json": "/ressort/sport/feed.json",
    "sitemap-index": "/sitemap.xml",
    "sitemap-month": "/sitemap-2026-11.xml",
    "sitemap-pages": "/sitemap-seiten.xml",
    "sitemap-news": "/news-sitemap.xml",
    "robots": "/robots.txt",
    "mining-reservation": "/.well-known/tdmrep.json",
    "text-page": "/impressum",
    "missing": "/gibt-es-nicht",
    "missing-but-perhaps-meant": "/alt/2003-seeschleuse.html",
    "slash-too-many": "/archiv/",
    "malformed": "/%zz",
    "health": "/healthz",
    "campaign": "/werbung/baeckerei-brix?ort=front",
    "campaign-missing": "/werbung/gibt-es-nicht",
    "picture": "@picture",
    "style-sheet": "@style-sheet",
    "font": "@font",
}

# Where an address is named by its content, it is looked up in the front page.
FOUND = {"@picture": r'<img[^>]* src="(/bilder/[^"]+)"', "@style-sheet": r'href="(/theme/[^"]+\.css)"',
         "@font": r'href="(/theme/[^"]+\.woff2)"'}


def found(address, front):
    return re.search(FOUND[address], front).group(1) if address in FOUND else address


def path_of(address):
    return urllib.parse.urlsplit(address).path
