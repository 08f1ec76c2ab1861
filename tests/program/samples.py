"""Input of every kind: records, pictures, archives."""

import hashlib
import io
import json
import pathlib
import struct
import tarfile
import zlib


def paragraph(text, name="b1"):
    return {"id": name, "type": "paragraph", "text": [{"t": text}]}


def article(number, *blocks, **fields):
    """A valid article; None takes a field away."""
    record = {"format": "allmende-article/1", "number": number, "state": "published", "language": "de",
              "headline": f"Nachricht {number}", "section": "hafen",
              "body": {"version": 1, "blocks": list(blocks) or [paragraph("Die Flut kam pünktlich.")]},
              "published": "2026-11-20T05:00:00Z"} | fields
    return {key: value for key, value in record.items() if value is not None}


def line(record):
    return json.dumps(record, ensure_ascii=False)


def lines(*records):
    return "".join((record if isinstance(record, str) else line(record)) + "\n" for record in records)


def png(width=80, height=60, colour=(20, 90, 140)):
    """A picture of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + bytes(colour) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def tar_of(file, *members):
    """Each member is (name, bytes) or a TarInfo without content."""
    with tarfile.open(file, "w") as tar:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                tar.addfile(member)
                continue
            name, content = member
            information = tarfile.TarInfo(name)
            information.size = len(content)
            tar.addfile(information, io.BytesIO(content))
    return file


def tar_members(file):
    """name → bytes"""
    with tarfile.open(file) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar.getmembers()}


def files_beneath(folder):
    """path → digest, of every file."""
    folder = pathlib.Path(folder)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}
