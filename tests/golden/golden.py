"""Answers of the public paper, kept in pages/ so that a change of what readers get is seen in a review.

    golden.py --rewrite      writes them anew with ALLMENDE_PROGRAM (bin/golden builds it and calls this)

The demonstration paper at a fixed moment, asked over a socket. heads.txt has status and headers of all.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "program"))
sys.path.insert(0, str(HERE.parent / "support"))

import addresses
import plain
import told_books

PAGES = HERE / "pages"


def ask(server):
    """kind → (address, answer), of every address that is kept."""
    front = server.get("/").text
    asked = {kind: addresses.found(address, front) for kind, address in addresses.ADDRESSES.items()}
    return {kind: (address, server.get(address)) for kind, address in asked.items()}


def kept(answers):
    """name of the file → its text, as pages/ should hold it."""
    files = {f"{kind}.{plain.ending(answer)}": plain.body(answer)
             for kind, (_, answer) in answers.items() if answer.body}
    usual = plain.headers(answers["front"][1])
    heads = ["Of the front page; below, where those of others differ\n" + plain.head("/", answers["front"][1], {})]
    heads += [f"{kind}\n{plain.head(address, answer, usual)}" for kind, (address, answer) in answers.items()]
    files["heads.txt"] = "\n".join(heads)
    return files


def read():
    return {file.name: file.read_bytes().decode("utf-8") for file in sorted(PAGES.glob("*"))}


def rewrite():
    import tempfile

    from program import Paper
    from server import Server
    with tempfile.TemporaryDirectory(prefix="allmende-") as folder:
        paper = Paper.new(pathlib.Path(folder) / "paper", "--demo")
        told_books.tell(paper.folder)
        server = Server(paper)
        try:
            files = kept(ask(server))
        finally:
            server.end()
    PAGES.mkdir(exist_ok=True)
    for file in PAGES.glob("*"):
        if file.name not in files:
            file.unlink()
    for name, text in files.items():
        (PAGES / name).write_bytes(text.encode("utf-8"))
    print(f"{len(files)} files in {PAGES.relative_to(HERE.parents[1])}")


if __name__ == "__main__":
    if sys.argv[1:] != ["--rewrite"]:
        sys.exit(__doc__)
    rewrite()
