"""A bulletin's facts as JSON Lines on standard output, without a database: ``score_records.py FILE``.

What ``.ci/score`` compares with the labels.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from guanlan import formats
from guanlan.extract.bulletin import read_bulletin
from guanlan.extract.facts import with_facts
from guanlan.records.export import to_row


def main(path: Path) -> None:
    """Print one line for each entry of the bulletin at ``path``."""
    reading = formats.read(path.read_bytes(), name=path.name)
    bulletin = with_facts(read_bulletin(reading), reading)
    for entry in bulletin.entries():
        sys.stdout.write(json.dumps(to_row(entry.facts, id=entry.id), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
