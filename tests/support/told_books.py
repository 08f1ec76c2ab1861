#!/usr/bin/env python3
"""Fourteen months of money, told, and a plan, in a paper's database: for tests of the page that shows them.

    told_books.py FOLDER     the paper's; it is not served
"""

import json
import pathlib
import sqlite3
import sys

PLAN = {
    "goal": 800_000,
    "spending": [
        {"name": "Schreiben, redigieren, fotografieren", "cents": 520_000, "per": "month"},
        {"name": "Druck und Vertrieb", "cents": 145_000, "per": "month"},
        {"name": "Technik und Strom", "cents": 38_000, "per": "month"},
        {"name": "Versicherung und Prüfung", "cents": 480_000, "per": "year"},
        {"name": "Miete am Kai", "cents": 65_000, "per": "month"},
    ],
    "text": "Die Zeitung gehört denen, die sie lesen und machen. Niemand verdient an ihr, und niemand kauft sie.\n\n"
            "Was übrig bleibt, legt sie für das nächste Jahr zurück.",
}

# kind → what came in it in each month, in euros
MONEY = {
    "regular-readers": [2410, 2455, 2480, 2390, 2520, 2610, 2690, 2680, 2725, 2810, 2900, 2985, 3010, 2240],
    "regular-members": [1450, 1450, 1475, 1475, 1500, 1500, 1500, 1525, 1550, 1550, 1575, 1600, 1600, 1600],
    "once-readers": [320, 410, 1890, 260, 240, 310, 280, 350, 190, 270, 420, 380, 610, 540],
    "several": [610, 590, 640, 600, 580, 560, 610, 620, 600, 590, 640, 660, 650, 0],
}
MONTHS = ["2025-10", "2025-11", "2025-12"] + [f"2026-{month:02}" for month in range(1, 12)]
GIVERS = 214


def tell(folder):
    with sqlite3.connect(pathlib.Path(folder) / "paper.sqlite") as db:
        db.execute("INSERT INTO transparency_plan VALUES (1, ?)", (json.dumps(PLAN, ensure_ascii=False),))
        for kind, amounts in MONEY.items():
            db.executemany("INSERT INTO transparency_block (month, kind, cents, givers) VALUES (?, ?, ?, 20)",
                           [(month, kind, 100 * euros) for month, euros in zip(MONTHS, amounts, strict=True) if euros])
        for number in range(1, GIVERS + 1):
            db.execute("INSERT INTO giver (id, name, email, address, email_index, language, kind, since)"
                       " VALUES (?, '', '', '', '', 'de', 'reader', 0)", (number,))
            db.execute("INSERT INTO agreement (giver, reference, state, way, cents, interval, first, day, appeal, came_on,"
                       " begun_at, token, token_until, payer_index) VALUES (?, ?, 'active', 'transfer', 1000, 'monthly',"
                       " '2026-01-01', 1, '', '2025-12-01', 0, '', 0, '')", (number, f"RF{number:08}"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tell(sys.argv[1])
