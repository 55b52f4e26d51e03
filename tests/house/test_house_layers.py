"""The floors are kept: import-linter says so, on a tree of its own making."""

import subprocess
import sys


def test_contracts_of_the_floors_are_kept(pytestconfig):
    """A door between two workshops, or a framework in a pure room, is refused by name.

    In a process of its own: what other tests imported changes how objects answer when they are looked at.
    """
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"

    done = subprocess.run(
        [sys.executable, "-c", command], cwd=pytestconfig.rootpath, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
