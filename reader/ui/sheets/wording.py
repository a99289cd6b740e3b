"""Wording: how each article names the same things, its verbs of attribution, its key words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reader.compare.quotes import statements
from reader.compare.source import Source
from reader.compare.wording import KeyWord, Naming, Verb, key_words, namings, verbs
from reader.text.cells import fit
from reader.text.spans import Span
from reader.ui.panes.found import counted
from reader.ui.panes.rows import Line, Part
from reader.ui.sheets.sheet import EDGES, Columns, Passage, Row, Section, Sheet, flat, heading

_NAMES, _VERBS, _KEYS = "names", "verbs of attribution", "key words"


def wording_sheet(sources: Sequence[Source]) -> Sheet:
    """Names, verbs and key words of some articles; each is an order of the list."""
    columns = Columns.of(sources)
    texts = {source.path: source.text for source in sources}
    named = namings(sources)
    said = verbs(s for source in sources for s in statements(source))
    keys = key_words(sources)
    things = len({naming.id for naming in named})
    return Sheet(
        "wording",
        columns,
        f"{counted(things, 'thing')} that several name, "
        f"{counted(len({v.verb for v in said}), 'verb')}, {counted(len(keys), 'key word')}",
        {
            _NAMES: lambda: _names(named, columns),
            _VERBS: lambda: _verbs(said, columns, texts),
            _KEYS: lambda: _key_words(keys, columns),
        },
        lambda cells: [
            Line(((_explained(), "quiet"),)),
            *columns.legend(cells),
        ],
        "there is nothing to compare",
    )


def _explained() -> str:
    return "key words: log-likelihood against the other articles, − where the word is used less"


def _names(named: Iterable[Naming], columns: Columns) -> list[Section]:
    by_id: dict[str, list[Naming]] = defaultdict(list)
    for naming in named:
        by_id[naming.id].append(naming)
    ordered = sorted(by_id.values(), key=lambda g: (-len(g), g[0].name.casefold()))
    out = []
    for group in ordered:
        title = f"{group[0].name} · {group[0].kind} · {counted(len(group), 'article')}"
        out.append(Section(title, tuple(_naming(n, columns) for n in group), heading(title).lines))
    return out


def _naming(naming: Naming, columns: Columns) -> Row:
    number = columns.number(naming.path)
    forms = [f"{form} {len(spans)}" for form, spans in naming.forms.items()]
    most, spans = next(iter(naming.forms.items()))

    def lines(cells: int) -> list[Line]:
        shown = fit(" · ".join(forms), cells - EDGES - 6)
        return [Line((("  ", ""), (f"{number:>2}  ", "key"), (shown, "")))]

    return Row(
        ("naming", naming.id, naming.path),
        lines,
        " ".join((naming.name, str(naming.kind), columns.named(naming.path), *forms)),
        Passage(naming.path, spans[0]),
        f"{naming.name} here: {' · '.join(forms)}",
        most,
        tuple(_form(naming, form, spans) for form, spans in naming.forms.items()),
    )


def _form(naming: Naming, form: str, spans: Sequence[Span]) -> Row:
    said = f"        {len(spans):>3}  {form}"
    return Row(
        ("form", naming.id, naming.path, form),
        lambda cells: [Line(((fit(said, cells - EDGES), ""),))],
        form,
        Passage(naming.path, spans[0]),
        f"{naming.name} here: {form} {len(spans)}",
        form,
    )


def _verbs(said: Iterable[Verb], columns: Columns, texts: dict[str, str]) -> list[Section]:
    by_verb: dict[str, list[Verb]] = defaultdict(list)
    for verb in said:
        by_verb[verb.verb].append(verb)
    ordered = sorted(by_verb.values(), key=lambda g: (-sum(len(v.cues) for v in g), g[0].verb))
    title = f"Verbs of attribution · {len(ordered)}"
    rows = tuple(_verb(group, columns, texts) for group in ordered)
    return [Section(title, rows, heading(title, columns).lines)]


def _verb(group: Sequence[Verb], columns: Columns, texts: dict[str, str]) -> Row:
    most = max(group, key=lambda verb: len(verb.cues))
    total = sum(len(verb.cues) for verb in group)
    counts: dict[str, Part] = {v.path: (str(min(99, len(v.cues))), "") for v in group}
    cue = flat(most.cues[0].of(texts[most.path]))

    def lines(cells: int) -> list[Line]:
        room = cells - EDGES
        strip = columns.signs(room, counts)
        shown = fit(f"  {total:>3}  {most.verb}", room - columns.cells(room))
        return [Line(((shown, ""), *strip))]

    return Row(
        ("verb", most.verb),
        lines,
        most.verb,
        Passage(most.path, most.cues[0]),
        f"{most.verb}: {total} times",
        cue,
        tuple(_verb_here(verb, columns, texts) for verb in group),
    )


def _verb_here(verb: Verb, columns: Columns, texts: dict[str, str]) -> Row:
    said = f"{len(verb.cues):>3}  {columns.titles[columns.number(verb.path) - 1]}"
    number = columns.number(verb.path)

    def lines(cells: int) -> list[Line]:
        return [Line((("    ", ""), (f"{number:>2} ", "key"), (fit(said, cells - EDGES - 7), "")))]

    return Row(
        ("verb here", verb.verb, verb.path),
        lines,
        said,
        Passage(verb.path, verb.cues[0]),
        f"{verb.verb}: {counted(len(verb.cues), 'time')} here",
        flat(verb.cues[0].of(texts[verb.path])),
    )


def _key_words(keys: Iterable[KeyWord], columns: Columns) -> list[Section]:
    by_path: dict[str, list[KeyWord]] = defaultdict(list)
    for key in keys:
        by_path[key.path].append(key)
    out = []
    for path in columns.paths:
        title = f"{columns.named(path)} · {counted(len(by_path[path]), 'key word')}"
        rows = tuple(_key_word(key) for key in by_path[path])
        out.append(Section(title, rows, heading(title).lines))
    return out


def _key_word(key: KeyWord) -> Row:
    numbers = f"{key.likelihood:>+7.1f}".replace("-", "−")
    told = (
        f"{key.count:>3} of {key.total:,} here, {key.count_other} of {key.total_other:,} elsewhere"
    )

    def lines(cells: int) -> list[Line]:
        word = 20 if cells >= 60 else 14
        shown = fit(told, max(0, cells - EDGES - word - 13))
        return [
            Line(
                (
                    ("  ", ""),
                    (fit(key.word, word), "title"),
                    (f" {numbers}  ", ""),
                    (shown, "quiet"),
                )
            )
        ]

    return Row(
        ("key word", key.path, key.word),
        lines,
        key.word,
        Passage(key.path, key.places[0]) if key.places else None,
        f"{key.word}: {flat(told)}, log-likelihood {flat(numbers)}",
        key.word,
    )
