"""The same issue, the same bytes: whatever the zone, language, folder, seed of hashes, clock or number of threads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from guanlan.publish.render import FORMATS

TESTS = Path(__file__).resolve().parents[1]

# what the child's clock says, whichever way it is asked for
OTHER_CLOCK = """
import datetime, time
_shift = 86400 * 3650 + 12345
_time, _local, _gm, _format = time.time, time.localtime, time.gmtime, time.strftime
time.time = lambda: _time() + _shift
time.time_ns = lambda: int(_time() + _shift) * 10**9
time.localtime = lambda at=None: _local(time.time() if at is None else at)
time.gmtime = lambda at=None: _gm(time.time() if at is None else at)
time.strftime = lambda form, at=None: _format(form, time.localtime() if at is None else at)


class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)


class ShiftedDay(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


datetime.datetime, datetime.date = Shifted, ShiftedDay
print("clock shifted", file=__import__("sys").stderr)
"""


def hashes(folder: Path, *, shifted: bool, **environment: str) -> dict[str, str]:
    """What a fresh process builds in ``folder``."""
    folder.mkdir()
    paths = [str(TESTS / "publish")]
    if shifted:
        (folder / "clock").mkdir()
        (folder / "clock" / "sitecustomize.py").write_text(OTHER_CLOCK, encoding="utf-8")
        paths.append(str(folder / "clock"))
    told = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(paths), **environment}
    done = subprocess.run(
        [sys.executable, str(TESTS / "building_process.py")],
        cwd=folder,
        env=told,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ("clock shifted" in done.stderr) is shifted
    return json.loads(done.stdout)


def test_two_surroundings_give_equal_bytes_in_every_format(tmp_path):
    """A time of building, a sorted-by-locale list, a set's order or a path in a file would show here."""
    here = hashes(
        tmp_path / "a", shifted=False, TZ="Asia/Shanghai", LANG="zh_CN.UTF-8", LC_ALL="C.UTF-8", PYTHONHASHSEED="1"
    )
    there = hashes(
        tmp_path / "另一个 目录",
        shifted=True,
        TZ="America/St_Johns",
        LANG="C",
        LC_ALL="POSIX",
        PYTHONHASHSEED="4242",
        RAYON_NUM_THREADS="1",
        HOME=str(tmp_path / "nobody"),
    )

    assert set(here) == {*FORMATS, "template"}
    assert here == there
