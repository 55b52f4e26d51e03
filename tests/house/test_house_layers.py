"""The floors of the design are kept: import-linter's contracts, run from the test suite."""

from importlinter import cli as linter


def test_contracts_of_the_floors_are_kept(monkeypatch, pytestconfig):
    """A door between two workshops, or a framework in a pure room, is refused by name."""
    monkeypatch.chdir(pytestconfig.rootpath)

    assert linter.lint_imports(config_filename=".importlinter", no_cache=True) == 0
