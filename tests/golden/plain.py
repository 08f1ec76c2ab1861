"""Answers as they are kept: what differs from one build or machine to the next is replaced, and every element
stands on a line of its own, so that a difference can be read."""

import re

# A break that is not in the page is followed by this; `joined` takes both away again.
BREAK = "\n\t"


def without_content_names(text):
    """Names made of a file's bytes depend on the encoder that made them. Pictures are counted instead, those
    of one srcset as one picture; fonts and style sheets keep the readable part."""
    text = re.sub(r"/theme/[0-9a-f]{8,}\.", "/theme/", text)
    numbers = {}
    for srcset in re.findall(r'srcset="([^"]*)"', text):
        names = re.findall(r"/bilder/([0-9a-f]{8,})", srcset)
        known = [numbers[name] for name in names if name in numbers]
        number = known[0] if known else max(numbers.values(), default=0) + 1
        numbers.update((name, number) for name in names)
    for name in re.findall(r"/bilder/([0-9a-f]{8,})", text):
        numbers.setdefault(name, max(numbers.values(), default=0) + 1)
    text = re.sub(r"/bilder/([0-9a-f]{8,})", lambda name: f"/bilder/picture-{numbers[name.group(1)]}", text)
    # The size of such a file, in feeds.
    text = re.sub(r'(<(?:enclosure|link rel="enclosure")[^>]* length=)"\d+"', r'\1"0"', text)
    return re.sub(r'("size_in_bytes": ?)\d+', r"\g<1>0", text)


def without_incident(text):
    """The number under which a problem stands in the log, which is another each time."""
    return re.sub(r'(<p class="article-note">[^<:]*: )[0-9a-f]{16}(?=</p>)', r"\1…", text)


def split_markup(text):
    """A break before every element's beginning and every descriptor of a srcset."""
    text = re.sub(r"(?m)(?<=\S)( *)(?=<[A-Za-z!?])", rf"\1{BREAK}", text)
    text = re.sub(r'(<script type="application/ld\+json">)(.*?)(</script>)',
                  lambda script: script.group(1) + split_json(script.group(2)) + script.group(3), text, flags=re.S)
    return re.sub(r"(?<=\dw, )(?=/bilder/)", BREAK, text)


def split_json(text):
    """A break behind every comma and opening brace that is not in a string."""
    tokens = re.findall(r'"(?:[^"\\]|\\.)*"|[^"]', text, flags=re.S)
    return "".join(token + BREAK if token in ("{", ",") else token for token in tokens)


def split(text, media_type):
    if "\n\t" in text:
        raise ValueError("a line of the answer begins with a tab: the breaks could not be told from its own")
    if "json" in media_type:
        return split_json(text)
    if "html" in media_type or "xml" in media_type:
        return split_markup(text)
    return text


def joined(text):
    return text.replace(BREAK, "")


def body(answer):
    """The body as it is kept; bytes that are no text are only named."""
    media_type = answer.headers.get("content-type", "")
    if media_type.startswith(("image/webp", "image/jpeg", "image/avif", "font/")):
        return f"({media_type})\n"
    if media_type.startswith("text/css"):
        return "(theme/css)\n"
    return split(without_incident(without_content_names(answer.text)), media_type)


def headers(answer):
    """The body's length is held against the body, not kept."""
    kept = {}
    for name, value in sorted(answer.headers.items()):
        if name in ("etag", "x-request-id"):
            value = re.sub(r"[0-9A-Za-z_-]{6,}", "…", value)
        if name not in ("date", "content-length", "connection"):
            kept[name] = without_content_names(value)
    return kept


def head(address, answer, usual):
    """Status, and the headers that differ from the usual ones."""
    lines = [f"GET {without_content_names(address)}", str(answer.status)]
    mine = headers(answer)
    lines += [f"{name}: {value}" for name, value in mine.items() if usual.get(name) != value]
    lines += [f"(no {name})" for name in usual if name not in mine]
    return "\n".join(lines) + "\n"


def ending(answer):
    media_type = answer.headers.get("content-type", "")
    for word in ("html", "json", "xml"):
        if word in media_type:
            return word
    return "txt"
