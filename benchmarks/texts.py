"""What the benchmarks read: the real bulletin where the shared texts are, else one built from the samples."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BULLETIN = "corpus/bulletin/000_f8a42a771962feff.txt"


@cache
def bulletin_bytes() -> tuple[str, bytes]:
    """A name for the text and its bytes."""
    shared = Path(os.environ.get("GUANLAN_SHARED", ROOT.parent / "shared")) / BULLETIN
    if shared.is_file():
        return "bulletin of 75 entries", shared.read_bytes()
    import subprocess
    import sys

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "guanlan", "demo", "--out", folder], check=True, capture_output=True)
        return "demo bulletin", next(Path(folder).glob("*.md")).read_bytes()
