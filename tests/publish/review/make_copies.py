"""Makes the files in ``copies/`` once: a part of the demo's issue as a review copy, and the same with the changes of
``changes.yaml`` as Word writes them, as WPS does, and by LibreOffice itself.

    python tests/publish/review/make_copies.py HOME     (a home in which ``guanlan demo`` has worked)

LibreOffice's own file is then made by ``libreoffice_copy.py``, which it runs itself.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import yaml

sys.path.append(str(Path(__file__).resolve().parent))
from applying import Applying
from manners import as_word, as_wps
from marking import Marking

from guanlan.publish.review import Given, review_docx
from guanlan.records.codec import from_json, to_json

HERE = Path(__file__).resolve().parent
COPIES = HERE / "copies"
_KEPT = {"cover", "c1", "c2", "s2_1", "s2_2", "c3", "s3_3", "c4"}
_ENTRIES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 25, 26, 27, 29, 31, 32, 33)


def given_part(home: Path) -> Given:
    """The copy of the demo's issue, less than half of its entries and none of its pictures."""
    from guanlan import store

    store.setup(home)
    from guanlan.store.models import ReviewCopy

    given = from_json(ReviewCopy.objects.order_by("id")[0].record, Given)
    kept = _KEPT | {f"e{number}" for number in _ENTRIES}
    regions = []
    for region in given.regions:
        if region.mark in kept:
            lines = tuple(line for line in region.lines if line.role != "picture")
            regions.append(msgspec.structs.replace(region, lines=lines))
    return msgspec.structs.replace(given, regions=tuple(regions))


def main(home: Path) -> None:
    """Write all files."""
    COPIES.mkdir(exist_ok=True)
    given = given_part(home) if home.is_dir() else from_json((COPIES / "given.json").read_bytes(), Given)
    (COPIES / "given.json").write_bytes(to_json(given))
    untouched = review_docx(given, {}, day="2025-01-16")
    (COPIES / "given.docx").write_bytes(untouched)
    table = yaml.safe_load((HERE / "changes.yaml").read_text(encoding="utf-8"))
    for name, dress, authors, moves in (
        ("word", as_word, ("总编甲", "副总编乙"), True),
        ("wps", as_wps, ("WPS_1612345678", "WPS_1687654321"), False),
    ):
        applied = Applying(Marking(untouched, given), authors, moves=moves)
        applied.all(table)
        more = dress(applied)
        (COPIES / f"{name}.docx").write_bytes(applied.on.saved(more))
    resave = ["soffice", "--headless", "--convert-to", "docx", "--outdir", str(COPIES / "again")]
    subprocess.run([*resave, str(COPIES / "given.docx")], check=True)
    (COPIES / "again" / "given.docx").replace(COPIES / "untouched_libreoffice.docx")
    (COPIES / "again").rmdir()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("-"))
