"""Pictures from the staff: taken in, described, seen by who may, shown to readers while their right lasts."""

import http.client
import io
import json
import re
import struct
import time
import urllib.parse
import zipfile
import zlib

from newsroom_test import BASE, NewsroomTest
from program import run
from samples import png


def tiff(width=40, height=30):
    """A grey one (TIFF 6.0, section 4), little-endian, in one strip."""
    pixels = bytes([120]) * (width * height)
    entries = [(256, 3, width), (257, 3, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1),
               (278, 3, height), (279, 4, len(pixels))]
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    return struct.pack("<2sHI", b"II", 42, 8 + len(pixels)) + pixels + directory + struct.pack("<I", 0)


def signed(jpeg, artist):
    """The JPEG with Exif that says by whom it is."""
    name = artist.encode() + b"\0"
    # One entry: its tag, type, count, and where the text stands behind the directory.
    exif = (b"Exif\0\0" + b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 1) +
            struct.pack(">HHII", 0x013B, 2, len(name), 8 + 2 + 12 + 4) + struct.pack(">I", 0) + name)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def bomb():
    """Says that it is 20,000 pixels wide and high."""
    header = b"IHDR" + struct.pack(">II", 20_000, 20_000) + png()[24:29]
    return png()[:12] + header + struct.pack(">I", zlib.crc32(header)) + png()[33:]


def polyglot():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("programm.sh", "echo hallo")
    return png() + archive.getvalue()


class PicturesTest(NewsroomTest):
    def setUp(self):
        super().setUp()
        self.pia = self.signed_in("pia@hafenblatt.example", "Pia Lund", "picture-desk")

    def raw(self, browser, method, path, body=None, **headers):
        """Bytes, as a browser's script or <img> asks for them."""
        cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items()) if browser else ""
        fields = {"Cookie": cookies, "Host": f"localhost:{self.server.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.request(method, path, body, fields)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    def token(self, browser):
        return re.search(r'data-token="([^"]+)"', browser.page("/redaktion/bilder"))[1]

    def put(self, browser, name, content, **headers):
        given = {"Origin": f"http://localhost:{self.server.port}", "Content-Type": "application/octet-stream"}
        if "X_Marke" not in headers:
            given["X-Marke"] = self.token(browser)
        answer = self.raw(browser, "PUT", "/redaktion/bilder?" + urllib.parse.urlencode({"name": name}), content,
                          **(given | headers))
        return answer.status, json.loads(answer.body) if answer.body[:1] == b"{" else answer.body

    def take_in(self, name, content, browser=None):
        status, told = self.put(browser or self.pia, name, content)
        self.assertEqual(status, 200, told)
        return told

    def describe(self, name, **more):
        standing = re.search(r'name="stand" value="(\d+)"', self.pia.page(f"/redaktion/bilder/{name}"))[1]
        facts = {"nachweis": "Foto: Pia Lund", "unterschrift": "Der Kran", "beschreibung": "Ein Kran vor Wolken", "bis": "", "stand": standing} | more
        answer = self.pia.send(f"/redaktion/bilder/{name}", f"/redaktion/bilder/{name}", **{"fokus-x": "50", "fokus-y": "50"} | facts)
        self.assertEqual(answer.status, 303, answer.text)

    def soon(self, look, what):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if found := look():
                return found
            time.sleep(0.1)
        self.fail(f"{what} does not come")

    def rendition(self, ending):
        """The bytes of a picture of that format, as the paper itself makes it."""
        return self.soon(lambda: next(iter(self.paper.folder.rglob(f"renditions/*.{ending}")), None), ending).read_bytes()


class TakingIn(PicturesTest):
    def test_five_formats_are_taken_in_whatever_they_are_called_and_each_once(self):
        self.assertEqual(self.take_in("DSC 0815.PNG", png())["name"], "dsc-0815.png")
        self.assertEqual(self.take_in("scan.dat", tiff())["name"], "scan.tif")
        for ending in ("jpg", "avif"):
            self.assertEqual(self.take_in("neu", self.rendition(ending))["name"], f"neu.{ending}")
        webp = self.rendition("webp")
        self.assertEqual(self.take_in("../../neu.exe", webp)["name"], "neu.webp")
        again = self.take_in("anders.webp", webp)
        self.assertEqual((again["name"], again["known"]), ("neu.webp", True))
        page = self.pia.page("/redaktion/bilder")
        self.assertEqual(re.findall(r'class="picture-name">([^<]+)', page)[:2], ["neu.webp", "neu.avif"])

    def test_what_the_file_says_of_its_author_is_proposed_and_never_served(self):
        self.take_in("vorlage.png", png(200, 150))
        jpeg = signed(self.rendition("jpg"), "Jonas Thode")
        told = self.take_in("signiert.jpg", jpeg)
        self.assertIn("Jonas Thode", told["credit"])
        self.soon(lambda: "Werden gerade gemacht" not in self.pia.page("/redaktion/bilder/signiert.jpg"), "the sizes")
        for width in (1, 10_000):
            self.assertNotIn(b"Jonas", self.raw(self.pia, "GET", f"/redaktion/bilder/signiert.jpg/datei?breite={width}").body)

    def test_what_is_no_whole_picture_is_refused_with_a_sentence_and_leaves_nothing(self):
        for content, sentence in ((b"%PDF-1.7", "kein Bild"), (b"", "kein Bild"), (png()[:60], "Bild"), (bomb(), "100 Millionen Pixel"),
                                  (polyglot(), "noch etwas anderes"), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kein Bild"),
                                  (b"GIF89a\1\0\1\0\0\0\0;", "kein Bild")):
            with self.subTest(content[:20]):
                status, told = self.put(self.pia, "boese.png", content)
                self.assertIn(status, (413, 422))
                self.assertIn(sentence, told["message"])
        self.assertEqual(list(self.paper.folder.rglob("originals/*")), [])
        status, _ = self.put(self.pia, "gross.png", b"x" * (30 * 1024 * 1024 + 1))
        self.assertEqual(status, 413)

    def test_nothing_is_taken_from_elsewhere_without_the_token_or_from_others(self):
        token, origin = self.token(self.pia), f"http://localhost:{self.server.port}"
        for headers in ({"Origin": "https://evil.example", "X_Marke": token}, {"Origin": "null", "X_Marke": token},
                        {"Sec_Fetch_Site": "cross-site", "X_Marke": token}, {"Sec_Fetch_Site": "same-site", "X_Marke": token},
                        {"X_Marke": ""}, {"X_Marke": self.token(self.mira)}):
            self.assertEqual(self.put(self.pia, "a.png", png(), **({"Origin": origin} | headers))[0], 403, headers)
        self.assertEqual(self.put(None, "a.png", png(), X_Marke=token)[0], 401)
        till = self.signed_in("till@hafenblatt.example", "Till", "till")
        self.assertEqual(till.ask("GET", "/redaktion/bilder").status, 403)
        self.assertEqual(list(self.paper.folder.rglob("originals/*")), [])


class Seeing(PicturesTest):
    def test_renditions_are_for_the_staff_and_for_readers_only_what_something_shows(self):
        self.take_in("kran.png", png())
        self.soon(lambda: "Werden gerade gemacht" not in self.pia.page("/redaktion/bilder/kran.png"), "the sizes")
        thumbnail = "/redaktion/bilder/kran.png/datei?breite=480"
        seen = self.raw(self.mira, "GET", thumbnail)
        self.assertEqual((seen.status, seen.headers["Content-Type"]), (200, "image/jpeg"))
        self.assertEqual(seen.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(seen.headers["Cache-Control"], "private, max-age=3600")
        self.assertEqual(self.raw(None, "GET", thumbnail).status, 303)
        file = next(self.paper.folder.rglob("renditions/*")).name
        self.assertEqual(self.raw(self.mira, "GET", f"/redaktion/bilddatei/{file}").status, 200)
        self.assertEqual(self.raw(None, "GET", f"/redaktion/bilddatei/{file}").status, 303)
        self.assertEqual(self.reader(f"/bilder/{file}").status, 404)

    def with_lead_picture(self):
        self.take_in("kran.png", png())
        self.soon(lambda: "Werden gerade gemacht" not in self.pia.page("/redaktion/bilder/kran.png"), "the sizes")
        self.describe("kran.png")
        self.begin(self.mira)
        self.save(self.mira, 1, "Am Kai steht ein Kran.",
                  lead_picture={"file": "kran.png", "alt": "Ein Kran", "credit": "Foto: Pia Lund"})

    def test_a_preview_shows_the_pictures_of_its_text_to_who_has_the_link_and_to_nobody_else(self):
        self.with_lead_picture()
        self.take_in("anderes.png", png(90, 60))
        pattern = r'(/redaktion/[\w./-]*(?:bilddatei|bild)/[\w.-]+)'
        own = set(re.findall(pattern, self.mira.page(BASE + "/vorschau?ansicht=1")))
        self.assertTrue(own)
        for address in own:
            self.assertTrue(address.startswith("/redaktion/bilddatei/"), address)
            self.assertEqual(self.raw(self.mira, "GET", address).status, 200)
            self.assertEqual(self.raw(None, "GET", address).status, 303)
        made = self.mira.send(BASE + "/vorschau", BASE + "/vorschau")
        link = re.search(r"(/redaktion/vorschau/[\w-]+)</code>", made.text)[1]
        shown = set(re.findall(pattern, self.reader(link).text))
        self.assertEqual({address.rsplit("/", 1)[1] for address in shown}, {address.rsplit("/", 1)[1] for address in own})
        for address in shown:
            self.assertTrue(address.startswith(link + "/bild/"), address)
            answer = self.raw(None, "GET", address)
            self.assertEqual((answer.status, answer.headers["Cache-Control"]), (200, "no-store"))
            file = address.rsplit("/", 1)[1]
            self.assertEqual(self.reader(f"/redaktion/vorschau/{'x' * 43}/bild/{file}").status, 404)
            self.assertEqual(self.reader(f"/bilder/{file}").status, 404)
        names = {address.rsplit("/", 1)[1] for address in own}
        other = next(file.name for file in self.paper.folder.rglob("renditions/*") if file.name not in names)
        self.assertEqual(self.reader(f"{link}/bild/{other}").status, 404)
        self.assertEqual(self.mira.send(BASE + "/vorschau", BASE + "/vorschau/ende").status, 303)
        self.assertEqual(self.reader(next(iter(shown))).status, 404)

    def test_a_picture_whose_right_ends_disappears_everywhere(self):
        self.with_lead_picture()
        self.publish(self.jo)
        address = "/artikel/1001.der-kai-wird-saniert"
        files = set(re.findall(r"/bilder/[\w.-]+", self.reader(address).text))
        self.assertTrue(files)
        for file in files:
            self.assertEqual(self.reader(file).status, 200)
        self.assertIn("Der Kai wird saniert", self.pia.page("/redaktion/bilder/kran.png"))
        self.describe("kran.png", bis="2026-01-31")
        self.soon(lambda: "/bilder/" not in self.reader(address).text, "the page without it")
        for file in files:
            self.assertEqual(self.reader(file).status, 410)
        page = self.pia.page("/redaktion/bilder/kran.png")
        self.assertIn("Das Recht, es zu zeigen, endete am 31.01.2026.", page)
        self.assertIn("beschrieben; darf bis 31.01.2026 gezeigt werden", page)

    def test_the_files_of_older_pictures_are_made_anew_when_the_operator_wants_it(self):
        self.take_in("kran.png", png())
        self.soon(lambda: "Werden gerade gemacht" not in self.pia.page("/redaktion/bilder/kran.png"), "the sizes")
        file = next(self.paper.folder.rglob("renditions/*.jpg"))
        file.unlink()
        would = run("pictures", "remake", self.paper.folder, "--dry-run")
        self.assertEqual((would.status, would.output), (0, "Pictures that would be made anew: 1\n"))
        self.assertEqual(run("pictures", "remake", self.paper.folder, "kern.png").status, 2)
        self.assertEqual(run("pictures", "remake", self.paper.folder).status, 0)
        self.soon(file.exists, "the file")

    def test_a_campaign_proposes_pictures(self):
        self.take_in("kran.png", png())
        duty = self.signed_in("ada@hafenblatt.example", "Ada", "duty-editor")
        self.assertIn('<option value="kran.png">', duty.page("/redaktion/kampagne"))

