"""``python -m reader.entities.train --data DIR``: make the shipped model again, and score it."""

from __future__ import annotations

from pathlib import Path

import click

from reader.entities.train.learning import learned, write_lexicon
from reader.entities.train.scoring import scores


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path(__file__).parents[1] / "data")
@click.option("--iterations", default=70, show_default=True)
@click.option("--c1", default=0.08, show_default=True)
@click.option("--c2", default=0.02, show_default=True)
@click.option("--only", default="", help="Corpora to learn from, by parts of their names.")
def main(data: Path, out: Path, iterations: int, c1: float, c2: float, only: str) -> None:
    """Learn the model from the corpora in DATA, write it and its lexicon to OUT, print scores."""
    write_lexicon(data, out)
    learned(data, out, iterations, c1, c2, only.split(","), click.echo)
    for line in scores(data, out):
        click.echo(line)


main()
