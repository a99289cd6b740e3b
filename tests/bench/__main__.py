"""Speed, as ratios against a floor measured in the same run: ``python -m tests.bench [NAME …]``.

Each module beside this one that has a ``rows()`` is a bench; names pick some of them.  One with a
``main()`` is run by name alone and takes the words after it: ``python -m tests.bench fuzz 600``.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys

from tests.bench.clock import Row


def main() -> None:
    """Run the benches and print one table."""
    names = [m.name for m in pkgutil.iter_modules([str(p) for p in _folder()])]
    wanted = sys.argv[1:]
    if wanted and wanted[0] in names:
        first = importlib.import_module(f"tests.bench.{wanted[0]}")
        if hasattr(first, "main"):
            first.main(wanted[1:])
            return
    for name in names:
        if name.startswith("_") or (wanted and name not in wanted):
            continue
        module = importlib.import_module(f"tests.bench.{name}")
        if not hasattr(module, "rows"):
            continue
        print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}")
        rows: list[Row] = module.rows()
        for row in rows:
            print(f"  {row}")


def _folder() -> list[str]:
    import tests.bench

    return list(tests.bench.__path__)


if __name__ == "__main__":
    main()
