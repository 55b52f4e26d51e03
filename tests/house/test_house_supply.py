"""What is locked, and what must not stand in the repository."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked() -> list[Path]:
    """The files that git keeps, or all below the folder where there is no git."""
    try:
        names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [ROOT / name for name in names.splitlines()]


def test_locks_hold_hashes_and_no_addresses():
    """A lock names versions and hashes; where they are got from is the user's affair."""
    for name in ("run.txt", "dev.txt", "bench.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][\w.-]*==", text, flags=re.M)

        assert len(pins) > 10
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--(extra-)?index", text)


def test_no_lock_with_registry_addresses_is_kept():
    """uv.lock and pylock.toml record addresses."""
    assert {path.name for path in tracked()} & {"uv.lock", "pylock.toml"} == set()


def test_every_locked_dependency_of_the_project_is_locked():
    """A dependency that pyproject.toml names stands in the lock."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").lower()
    for one in project["dependencies"]:
        name = re.match(r"[\w.-]+", one)
        assert name is not None
        assert re.search(rf"^{re.escape(name[0].lower())}==", lock, flags=re.M), one
