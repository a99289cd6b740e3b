"""What holds of mentions in whatever text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.entities.figures import figures
from reader.entities.joining import Joined
from reader.entities.recogniser import default_recogniser
from reader.text.canonical import canonical
from reader.text.spans import Span
from tests.entities.gold import article_of

WORDS = """
    Netanyahu Benjamin Prime Minister the The of and for U.S. US-Israel White House Secretary State
    Gaza Strip al-Mawasi Ben-Gvir’s X on 's ’s ♥️ “Hamas” — – • ( ) , . ! ? \n \n\n $3 billion 25%
    October 7 2024 two-state six-week Channel 12 Bank Ministry Inc. J. Dr. Jr. van der de & Lee
    Jae-myung McDonald's WASHINGTON— Operation Sheikh Team House Democrats
    Apple İstanbul ß ﷽ é e\u0301
""".split(" ")

texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(texts, st.data())
def test_mentions_are_in_order_apart_and_outside_boilerplate(
    text: str, data: st.DataObject
) -> None:
    text = canonical(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    boilerplate = (Span(start, end),) if end > start else ()
    article = article_of(text, boilerplate=boilerplate)
    mentions = default_recogniser().mentions(article)
    at = 0
    for mention in mentions:
        assert at <= mention.span.start < mention.span.end <= len(text)
        assert mention.text == mention.span.of(text)
        assert mention.text == mention.text.strip()
        assert not any(mention.span.meets(span) for span in boilerplate)
        at = mention.span.end
    assert default_recogniser().mentions(article) == mentions


@settings(max_examples=200, derandomize=True, deadline=None)
@given(texts)
def test_figures_are_in_order_and_apart(text: str) -> None:
    at = 0
    for span, _kind in figures(text, Span(0, len(text))):
        assert at <= span.start < span.end <= len(text)
        at = span.end


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(texts, max_size=4))
def test_every_mention_has_one_entity_that_has_its_span(several: list[str]) -> None:
    recogniser = default_recogniser()
    mentions = {
        f"{n}.txt": recogniser.mentions(article_of(canonical(text)))
        for n, text in enumerate(several)
    }
    joined = Joined(mentions)
    entities = {entity.id: entity for entity in joined.entities()}
    for path, found in mentions.items():
        for mention, ident in zip(found, joined.ids[path], strict=True):
            assert mention.span in entities[ident].articles[path]
            assert mention.text in entities[ident].aliases
            assert entities[ident].kind is mention.kind
    assert sum(e.count for e in entities.values()) == sum(map(len, mentions.values()))
