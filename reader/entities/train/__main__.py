"""``python -m reader.entities.train --data DIR``: make the shipped model again, and score it."""

from __future__ import annotations

from pathlib import Path

import click

from reader.entities.recogniser import ModelRecogniser
from reader.entities.tagger import Tagger
from reader.entities.train.learning import Settings, learned, write_lexicon, write_model
from reader.entities.train.scoring import scores

_SHIPPED = Path(__file__).parents[1] / "data"


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True)
def main(data: Path) -> None:
    """Learn the model from the corpora in DATA, write it and its lexicon, print scores."""
    write_lexicon(data, _SHIPPED)
    model = learned(data, Settings(), click.echo)
    click.echo(f"model: {len(model)} bytes, {write_model(model, _SHIPPED)} compressed")
    for line in scores(data, ModelRecogniser(Tagger(model))):
        click.echo(line)


if __name__ == "__main__":
    main()
