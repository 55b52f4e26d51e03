"""The items of labelled digests as JSON Lines on standard output: ``score_digests.py LABELS ARTICLES``.

What ``.ci/score`` compares with the labels. Imports the documents that are labelled, and the others of their folders
that stand next to them, into a home of its own, and prints what ``guanlan reports --json`` says of them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SIBLINGS = 2  # of each document: what stands beside it is neither lost nor mixed up with it


def main(labels: Path, articles: Path) -> None:
    """Print one line for each item of the digests that ``labels`` name."""
    docs = {json.loads(line)["doc"] for line in labels.read_text(encoding="utf-8").splitlines() if line.strip()}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "articles")
        for doc in sorted(docs.union(*(siblings(articles, one) for one in docs))):
            place = root / doc
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(articles / doc, place)
        home = ["--home", str(Path(folder, "home"))]
        guanlan(*home, "import", str(root))
        for line in guanlan(*home, "reports", "--json").splitlines():
            if json.loads(line)["doc"] in docs:
                sys.stdout.write(line + "\n")


def siblings(articles: Path, doc: str) -> list[str]:
    """The documents of the folder of ``doc`` that stand next to it."""
    names = sorted(path.name for path in (articles / doc).parent.iterdir() if path.is_file())
    at = names.index(Path(doc).name)
    near = names[max(at - SIBLINGS, 0) : at] + names[at + 1 : at + 1 + SIBLINGS]
    return [str(Path(doc).with_name(name)) for name in near]


def guanlan(*arguments: str) -> str:
    """What the command prints; its end is not asked: a document that cannot be read is no fault of the others."""
    command = [sys.executable, "-m", "guanlan", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, check=False, text=True, encoding="utf-8").stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
