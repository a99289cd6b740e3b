"""The command line: one module a command group, none of them imported before it is asked for."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the program on ``sys.argv`` and leave with its exit code."""
    import sys

    from reader.cli.program import run

    sys.exit(run())
