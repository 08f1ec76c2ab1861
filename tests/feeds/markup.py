"""HTML as validate.py looks at it: in feeds, and in pages that carry data."""
import html.parser
import urllib.parse


def is_absolute(address):
    parts = urllib.parse.urlsplit(address or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in address


class Fragment(html.parser.HTMLParser):
    """The elements of an HTML text: what is in them that a feed must not have."""
    VOID = {"img", "hr", "br", "meta", "link", "input", "source", "wbr"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.findings, self.open = [], []
        self.feed(text)
        self.close()
        if self.open:
            self.findings.append(f"<{self.open[-1]}> is not closed")

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "style", "iframe", "object", "embed", "form", "link", "meta"):
            self.findings.append(f"<{tag}> has no place in a feed")
        for name, value in attrs:
            if name in ("id", "class", "style") or name.startswith("on"):
                self.findings.append(f"<{tag} {name}> has no place in a feed")
            if name in ("href", "src") and not is_absolute(value) and not value.startswith("mailto:"):
                self.findings.append(f"<{tag}> has an address that is not whole: {value}")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.findings.append(f"</{tag}> closes what is not open")


class DataBlocks(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.blocks, self.inside, self.other = [], False, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.inside = (tag, attrs) == ("script", [("type", "application/ld+json")])
        if not self.inside:
            self.other.append(tag)

    def handle_data(self, data):
        if self.inside:
            self.blocks.append(data)

    def handle_endtag(self, tag):
        self.inside = False
