"""Draw the README's three pages anew from the demo issue: cover, overview, and the first column's opener."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]
NAMES = {"cover": "", "overview": "涉及省级单位", "column": "导读："}


def main() -> int:
    """Build the demo, pick the pages by their words, write small PNG files."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "guanlan", "demo", "--out", folder], check=True, capture_output=True)
        document = pypdfium2.PdfDocument(next(Path(folder).glob("*.pdf")))
        words = [page.get_textpage().get_text_bounded() for page in document]
        target = ROOT / "docs" / "pictures"
        target.mkdir(exist_ok=True)
        for name, mark in NAMES.items():
            number = next(at for at, text in enumerate(words) if mark in text)
            picture = document[number].render(scale=1.1).to_pil().convert("P", palette=1, colors=128)
            picture.save(target / f"{name}.png", optimize=True)
            print(f"docs/pictures/{name}.png: page {number + 1}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
