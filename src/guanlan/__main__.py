"""``guanlan`` and ``python -m guanlan``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; the language is settled before the help texts are put together."""
    from guanlan.cli.words import settle_language

    settle_language(sys.argv)
    from guanlan.cli.app import app

    app()


if __name__ == "__main__":
    main()
