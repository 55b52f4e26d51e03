"""Write requirements/*.txt: every dependency with its hashes, and no address of any registry.

uv resolves in a folder of its own, since the lock file it leaves there records addresses; only the exports are kept.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = ROOT / ".venv" / "bin" / "uv"
EXPORTS = {
    "run": ["--no-default-groups"],
    "extras": ["--no-default-groups", "--all-extras"],
    "dev": ["--group", "dev", "--all-extras"],
    "bench": ["--group", "dev", "--group", "bench", "--all-extras"],
}


def main() -> int:
    """Resolve once, export once a file."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, folder)
        for name, options in EXPORTS.items():
            text = subprocess.run(
                [UV, "export", "--quiet", "--format", "requirements-txt", "--no-emit-project", "--no-header", *options],
                cwd=folder,
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            target = ROOT / "requirements" / f"{name}.txt"
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8")
            print(f"{target.relative_to(ROOT)}: {text.count('==')} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
