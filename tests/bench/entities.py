"""Names found: words a second of one core, and the start, against spaCy where it can be had.

``SPACY_PYTHON`` names a Python that has spaCy, which this project does not need; with a small
English pipeline (``SPACY_MODEL``, ``en_core_web_sm`` by default) that is timed, else a blank one
which finds no names and only cuts the text into words.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

from reader.articles.article import Article, Metadata
from reader.articles.library import Library
from reader.entities.recogniser import ModelRecogniser, Recogniser
from reader.entities.rules import RuleRecogniser
from reader.entities.train.passages import LEARNT, passages
from reader.paths import bundled_library
from reader.text.blocks import blocks
from tests.bench.clock import Row, cpu, cpu_of_script

_WORDS_A_SECOND = 20_000
_START_MS = 300
_SPACY = """
import json, os, sys, time
try:
    import spacy
except ImportError:
    raise SystemExit("0")
texts = json.load(sys.stdin)
begin = time.process_time()
try:
    name = os.environ.get("SPACY_MODEL", "en_core_web_sm")
    nlp = spacy.load(name, exclude=["parser", "tagger", "attribute_ruler", "lemmatizer", "senter"])
except OSError:
    name, nlp = "blank", spacy.blank("en")
nlp(texts[0])
start = time.process_time() - begin
begin = time.process_time()
for text in texts:
    nlp(text)
json.dump([name, start * 1000, (time.process_time() - begin) * 1000], sys.stdout)
"""
_OURS = "from reader.entities.recogniser import default_recogniser as d; d().mentions(article)"
_ARTICLE = """
from reader.articles.article import Article, Metadata
from reader.text.blocks import blocks
text = "The European Medicines Agency said so in Amsterdam."
article = Article("a", text, blocks(text), Metadata(), ())
"""


def rows() -> list[Row]:
    """Milliseconds for 1,000 words; the floor is spaCy's named entities alone."""
    articles = _articles()
    words = sum(len(article.text.split()) for article in articles)
    theirs = _spacy([article.text for article in articles])
    floor = theirs and theirs[2] / words * 1000
    fresh = _first(articles) / words * 1000
    again = _each(ModelRecogniser(), articles) / words * 1000
    start = cpu_of_script(_ARTICLE + _OURS) - cpu_of_script(_ARTICLE)
    out = [
        Row("goal: 1,000 words", 1_000_000 / _WORDS_A_SECOND),
        Row("1,000 words, texts never seen", fresh, floor or None, 1),
        Row("1,000 words, a process that read them before", again, floor or None, 1),
        Row("1,000 words, by rules alone", _each(RuleRecogniser(), articles) / words * 1000),
        Row("goal: start of the model, first article", _START_MS),
        Row("start of the model, first article", start, _START_MS, 1),
    ]
    if theirs:
        out.append(Row(f"spaCy {theirs[0]}: 1,000 words", theirs[2] / words * 1000))
        out.append(Row(f"spaCy {theirs[0]}: start, first article", theirs[1]))
    return out


def _articles() -> list[Article]:
    """Our own five articles and the labelled passages, joined eight to an article."""
    texts = [article.text for article, _labels in passages(LEARNT)]
    joined = ["\n\n".join(texts[n : n + 8]) for n in range(0, len(texts), 8)]
    made = [Article(f"{n}", t, blocks(t), Metadata(), ()) for n, t in enumerate(joined)]
    return [*Library(bundled_library()).articles(), *made]


def _first(articles: list[Article]) -> float:
    """Milliseconds of a recogniser that was just loaded and has kept nothing of any word."""
    recogniser = ModelRecogniser()
    recogniser.mentions(Article("-", "Words.", blocks("Words."), Metadata(), ()))
    begin = time.process_time()
    for article in articles:
        recogniser.mentions(article)
    return (time.process_time() - begin) * 1000


def _each(recogniser: Recogniser, articles: list[Article]) -> float:
    return cpu(lambda: [recogniser.mentions(article) for article in articles])


def _spacy(texts: list[str]) -> tuple[str, float, float] | None:
    """The pipeline, and milliseconds of its start and of the texts; ``None`` without spaCy."""
    python = os.environ.get("SPACY_PYTHON", sys.executable)
    done = subprocess.run(
        [python, "-c", _SPACY], input=json.dumps(texts), capture_output=True, text=True, check=False
    )
    if done.returncode:
        return None
    name, start, total = json.loads(done.stdout)
    return str(name), float(start), float(total)
