"""Where sentences end, in a table of what went wrong elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given

from reader.text.blocks import blocks
from reader.text.sentences import sentence_at, sentence_spans, sentences
from reader.text.spans import Span
from tests.text.strategies import cases, texts

SENTENCES: list[list[str]] = [
    ["He left.", "She stayed."],
    ["Mr. Miller left.", "Mrs. Doe stayed."],
    ["The U.S. said no.", "It then left."],
    ["The U.S. officials agreed."],
    ["He lives in the U.S.", "The talks go on."],
    ["It was said by the U.S. Department of State."],
    ["U.S. President Joe Biden spoke."],
    ["J. Edgar Hoover and George W. Bush met."],
    ["J.R.R. Tolkien wrote it.", "He died."],
    ["“Stop.”", "He left."],
    ["“Stop!” he said.", "Then he left."],
    ['"We will win," he said.', '"We must."'],
    ['"Will it end?" she asked.'],
    ['He asked, "Will it end?"', "Nobody knew."],
    ["“The talks failed.”", "“No, they did not.”"],
    ["WASHINGTON—The administration said so.", "Nobody agreed."],
    ["JERUSALEM (AP) — Israel said on Monday it would.", "It did."],
    ["RAFAH, Gaza Strip, May 7 (Reuters) - Israeli tanks rolled in.", "They stopped."],
    ["The policy must continue . . . until victory, despite everything."],
    ["He paused … and went on."],
    ["He paused...and went on."],
    ["He paused...", "Then he went on."],
    ["a good neighbor to Israel ….”", "This “bold US commitment” failed."],
    ["The firm, Acme Inc., sold arms."],
    ["He works for Acme Inc.", "The firm sells arms."],
    ["He met Acme Inc. Chairman Roe."],
    ["It grew 3.5 percent to $1.5 million.", "Then it fell."],
    ["Resolution No. 7 passed.", "No. 8 failed."],
    ["He said no.", "The talks ended."],
    ["They met at 10 a.m. on Monday."],
    ["They met at 10 a.m.", "The talks lasted an hour."],
    ["They met at 10 a.m. Monday and left."],
    ["On Oct. 7, Hamas attacked.", "Israel answered."],
    ["It began on Oct. 7.", "Israel answered."],
    ["Sen. Chris Van Hollen and Rep. Jane Roe wrote to Gen. Milley."],
    ["Lt. Col. Peter Lerner spoke.", "Nobody listened."],
    ["St. Paul and Mt. Sinai are far."],
    ["See Fig. 3 and pp. 12-14 for more."],
    ["Israel vs. Hamas, i.e. the war, e.g. in Gaza, goes on."],
    ["Smith et al. wrote it."],
    ["Dr. Jane Roe, Ph.D., spoke.", "She left."],
    ["John Roe Jr. spoke."],
    ["They bought food, water, etc.", "The rest was lost."],
    ["What happened?", "Nothing."],
    ["Really?!", "Yes."],
    ["Stop!!!", "He did not."],
    ["He said (he was tired.)", "Then he left."],
    ["He left (see above).", "She stayed."],
    ["以色列可以单独作战。", "他这样说。"],
    ["「停！」", "他说。"],
    ["他说：“以色列可以单独作战。”", "然后离开。"],
    ["これは文です。", "あれも文です！", "本当？", "はい"],
    ["هل انتهت الحرب؟", "لا أحد يعرف.", "قال ذلك."],
    ["یہ جملہ ہے۔", "یہ دوسرا ہے۔"],
    ["שלום עולם.", "מה שלומך?"],
    ["Он ушёл.", "Она осталась."],
    ["प्रधानमंत्री ने कहा।", "वे गए।"],
    ["The group wants $6.5 bn.", "Then it wants more."],
    ["Visit example.com.", "It is free."],
    ["The U.N. said Rafah's aid fell.", "The E.U. agreed."],
    ["He called it a “reward to terrorists”.", "Nobody agreed."],
    ["He called it a “reward to terrorists.”", "Nobody agreed."],
    [
        "“My positions can be summarized,” said Netanyahu.",
        "“Israel rejects dictates.",
        "Such an arrangement will be reached.”",
    ],
    ["Yoav Gallant arrived Tues. and left Wed. in the morning."],
    ["Biden said so in the D.C. area."],
    ["That was in 2023.", "7,000 people fled."],
    ['"It is over."', "- Netanyahu"],
    ["Is it 5 p.m.?", "No."],
    ["George W. Bush went.", "I. M. Pei stayed."],
    ["So did I.", "The others left."],
    ["So did I.", "Israel did not."],
    ["Vitamin C.", "It helps."],
    ["Plan B.", "The talks go on."],
    ["The C.I.A. chief left.", "He flew home."],
    ["Burns of the C.I.A.", "He flew home."],
    ['He said: "I saw it.', 'I was there."', "Then he left."],
    ["One line\nand the next.", "Another."],
    ["Mr.\nMiller left."],
    ["M. Macron a parlé.", "Il est parti."],
    ["He is approx. 30.", "She is not."],
    ["No.", "He did not go."],
    ['"No."', "He did not go."],
    ["Was it “the end”?", "Perhaps."],
    ["It fell to No. 2.", "Then it rose."],
    ["“U.S. officials agree.”", "He left."],
    ["He moved to the U.S. and stayed."],
    ["He moved to the U.S.", "Then he left."],
    ["Op. cit., p. 12, and ch. 3 say so."],
    ["Capt. Roe, Sgt. Doe and Pvt. Poe died."],
    ["The Rev. Al Sharpton and the Hon. Jane Roe spoke."],
    ["Israel’s cabinet met.", "Israel’s army moved."],
    ["At 9:30 p.m. Israel struck."],
    ["It ended at 9 p.m.", "In Rafah, tanks moved."],
    ["Gov. Roe (D-N.Y.) spoke.", "He left."],
    ["Rep. Doe, D-Calif., spoke."],
    ["In Calif. and Fla. it rained."],
    ["The U.S.-backed plan failed.", "U.S.-Israel ties froze."],
    ["#StopTheWar.", "@Biden said so."],
    ["‘We will stand alone.’", "He left."],
    ["“He said, ‘Go.’”", "They went."],
    ["He left.[1]", "She stayed.[2]"],
    ["Hello… is anyone there?", "Yes."],
    ["“Hamas ♥️ Biden,” he wrote.", "It spread."],
    ["He spoke to ABC.", "CBS denied it."],
    ["Prices rose by 5 pct.", "They fell."],
    ["It cost £5.", "€6 more."],
    ["The end"],
    ["¿Qué pasó?", "¡Nada!", "Se fue."],
    ["They lay in the sun.", "Israel moved."],
    ["The troops sat.", "Nobody spoke."],
    ["It opened on Sun.", "The rest stayed shut."],
    ["A union rep.", "Jane Doe spoke."],
    ["It took 30 min.", "Then it ended."],
    ["He met Rep. Doe and Sen. Roe."],
    ["One. . . . two."],
    ["The end. . . .", "Then nothing."],
    ["He met J. Smith.", "She left."],
    ["It rose 4 ft. in a day."],
    ["See vol. 3, ed. 2."],
    ["(He left.)", "She stayed."],
    ["[He left.]", "She stayed."],
    ["Stop?", "“No,” he said."],
    ["It was a “U.S. plan.”", "It failed."],
    ["He said, 'We go.'", "They went."],
    ["Ali b. Abi Talib spoke."],
]


@pytest.mark.parametrize("expected", SENTENCES, ids=lambda parts: parts[0][:40])
def test_sentences_end_where_readers_end_them(expected: list[str]) -> None:
    ideographic = any("\u3000" < c < "\ua000" for c in expected[0])
    text = ("" if ideographic else " ").join(expected)
    assert [span.of(text) for span in sentences(text)] == expected


@cases(300)
@given(texts)
def test_sentences_are_sorted_apart_and_hold_every_character_that_is_not_blank(text: str) -> None:
    passages = [block.span for block in blocks(text)]
    at = 0
    for span in sentence_spans(text, passages):
        assert at <= span.start < span.end
        assert not text[at : span.start].strip()
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        assert any(p.start <= span.start and span.end <= p.end for p in passages)
        at = span.end
    assert not text[at:].strip()


@cases(200)
@given(texts)
def test_the_sentence_at_an_offset_holds_it_or_stands_before_it(text: str) -> None:
    passages = tuple(block.span for block in blocks(text))
    known = sentence_spans(text, passages)
    for offset in range(0, len(text), 7):
        found = sentence_at(text, passages, offset)
        before = [s for s in known if s.start <= offset]
        if before:
            assert found == before[-1] or found in passages
            assert found.start <= offset
        else:
            assert found == Span(0, len(text)) or found == passages[0]


def test_the_sentence_at_an_offset_is_found_across_paragraphs() -> None:
    text = "One is. Two is.\n\nThree is."
    passages = tuple(block.span for block in blocks(text))
    at = [sentence_at(text, passages, n).of(text) for n in (0, 6, 7, 8, 15, 16, 17, 99)]
    assert at == ["One is."] * 3 + ["Two is."] * 3 + ["Three is."] * 2


def test_runs_of_stops_are_read_once() -> None:
    assert [s.length for s in sentences("." * 1_000_000 + "x")] == [1_000_001]
    assert sentences('"' * 1_000_000)
