"""Texts for the fuzz tests: real records cut, spliced and sprinkled with what breaks readers, and records in any style."""

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from regesta.normalise.dates.lexicon import lexicon
from regesta.normalise.dates.lexicon_files import languages

from .claims import as_text

FIXTURES = Path(__file__).parents[2] / "fixtures"
YAML_SEEDS = [
    *(path.read_bytes()[:2000] for path in sorted(FIXTURES.rglob("*.yaml")) if path.is_file()),
    b"text: |\n  one\n\n   two\n# comment\nname: >-\n  folded\n  text\nbest: 1.20\n",
    b'? "a b"\n: - [x, {y: \'z\'\'z\', "w": "\\u00e9\\n"}]\n  - - deep\n    - - deeper\n',
    b'events:\n- {id: a, text: "one\n    two"}\n- id: b\n  places: [{name: x}, {name: y}]\nsources: []\n',
]
JSON_SEEDS = [
    json.dumps(as_text(raw), ensure_ascii=bool(at % 2), indent=1 if at % 3 else None).encode()
    for at, raw in enumerate(YAML_SEEDS[-3:])
] + [
    b'{"text": "\\u00e9\\ud83d\\ude00\\/\\"", "best": -1.5e3, "flag": true, "a": [[], {}, [1, 0, -0.0]]}',
    b'{"a": {"b": {"c": 1, "d": [1, 2, {"e": "f"}]}}, "events": [{"id": "a"}, {"id": "b"}]}',
]
PIECES = [
    *('"', "'", "[", "]", "{", "}", ",", ":", ": ", "-", "- ", "?", "? ", "#", " #", "|", ">", "|-\n", ">+\n", "|2\n"),
    *("\n", "\n ", "\n  ", "\n    ", "\t", " ", "\r", "\r\n", "\\", "&a ", "*a", "!x ", "%", "---\n", "...\n", "~", "<<: "),
    *("\ufeff", "\x85", "\u2028", "\u202e", "\x00", "\x1b", "\xa0", "\u200b", "\uffff", "\U0001f600", "e\u0301", "\u0301" * 10),
    *("\\u0041", "\\ud800", "\\ud83d\\ude00", "\\u202e", "\\u0000", "\\n", "\\/", "\\x41", "\\q", "''", '""', "[]", "{}"),
    *("1e400", "-0", "-0.0", "012", "1.0", "9007199254740993", "9" * 25, "9" * 5000, "true", "null", "NaN", "-Infinity"),
    *("[" * 70, '{"a":' * 70, "- " * 70, "]" * 66, '"a":1,"a":2', "a: 1\na: 2\n", "text: ", '"text": ', "best: ", "events:\n- "),
]  # fmt: skip
BROKEN = [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00", b"\xf4\x90\x80\x80"]


def _pieces(seeds: list[bytes]) -> st.SearchStrategy[bytes]:
    slices = st.tuples(st.sampled_from(seeds), st.integers(0, 500), st.integers(1, 60))
    return st.one_of(
        st.sampled_from([piece.encode() for piece in PIECES]),
        slices.map(lambda cut: cut[0][cut[1] : cut[1] + cut[2]]),
        st.sampled_from(BROKEN),
        st.text(max_size=6).map(lambda text: text.encode("utf-8", "ignore")),
    )


def mutated(seeds: list[bytes]) -> st.SearchStrategy[bytes]:
    """A seed with a few stretches cut, replaced, doubled or swapped, in one of three line ends."""
    edit = st.tuples(
        st.integers(0, 2000), st.integers(0, 12), st.sampled_from(["put", "copy", "swap", "end"]), _pieces(seeds)
    )
    ends = st.sampled_from([b"\n", b"\n", b"\n", b"\r\n", b"\r"])
    return st.builds(_edited, st.sampled_from(seeds), st.lists(edit, max_size=5), ends)


def _edited(text: bytes, edits: list[tuple[int, int, str, bytes]], line_end: bytes) -> bytes:
    for start, length, kind, piece in edits:
        at = start % (len(text) + 1)
        end = at + length
        if kind == "put":
            text = text[:at] + piece + text[end:]
        elif kind == "copy":
            text = text[:at] + text[at : end * 2] + text[at:]
        elif kind == "swap":
            text = text[:at] + text[end : end + length] + text[at:end] + text[end + length :]
        elif start % 3 == 0:
            text = text[:at]
    return text.replace(b"\n", line_end)


LETTERS = st.text(st.characters(exclude_categories=("C", "Z", "M")), min_size=1, max_size=8)
WORDS = st.lists(LETTERS, min_size=1, max_size=4).map(" ".join) | st.sampled_from(
    ["", "- x", "a: b", "#", "null", "12"]
)
VALUES = st.recursive(
    WORDS, lambda below: st.lists(below, min_size=1, max_size=3) | st.dictionaries(WORDS, below, min_size=1, max_size=3)
)
RECORDS = st.dictionaries(WORDS.filter(lambda key: key not in {"", "events"}), VALUES, min_size=1, max_size=4)


@st.composite
def styled(draw: st.DrawFn, value: Any, indent: int = 0, *, flow: bool = False) -> str:
    """Write a value as YAML, each part of it in a style of its own: block or flow, any quotes, any indentation."""
    if isinstance(value, str):
        return draw(_scalar(value, indent, flow=flow))
    pad = " " * (indent + draw(st.integers(1, 4)))
    if flow or draw(st.booleans()):
        return draw(_flow(value, pad))
    parts = value.items() if isinstance(value, dict) else [(None, item) for item in value]
    lines = []
    for key, item in parts:
        head = "-" if key is None else f"{draw(_quoted(key))}:"
        lines.append(
            f"\n{draw(st.sampled_from(['', '  # x' + chr(10), chr(10)]))}{pad}{head} {draw(styled(item, len(pad)))}"
        )
    return "".join(lines)


@st.composite
def _flow(draw: st.DrawFn, value: Any, pad: str) -> str:
    gap = draw(st.sampled_from([" ", f"\n{pad}", "  # x\n" + pad]))
    if isinstance(value, list):
        inside = f",{gap}".join(draw(styled(item, len(pad), flow=True)) for item in value)
        return f"[{gap}{inside}{gap}]"
    inside = f",{gap}".join(
        f"{draw(_quoted(key))}: {draw(styled(item, len(pad), flow=True))}" for key, item in value.items()
    )
    return f"{{{gap}{inside}{gap}}}"


@st.composite
def _scalar(draw: st.DrawFn, text: str, indent: int, *, flow: bool) -> str:
    if not flow and text.strip() == text != "" and draw(st.integers(0, 3)) == 0:
        return f"{draw(st.sampled_from(['|-', '>-', '|2-', '>-  # x']))}\n{' ' * (indent + 2)}{text}"
    return draw(_quoted(text))


@st.composite
def _quoted(draw: st.DrawFn, text: str) -> str:
    plain = text.isascii() and text.replace(" ", "").isalnum() and text != "null"
    style = draw(st.sampled_from(["'", '"', " "]))
    if style == " " and plain:
        return text
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=max(text, default="") <= "\uffff" and draw(st.booleans()))  # YAML has no pairs


NUMBERS = st.sampled_from([
    *("3", "5", "24", "31", "2019", "1903", "44", "0", "99", "23rd", "19th", "XVIII", "1990s", "90s", "09:15", "9.30", "24:00"),
    *("03/04/2019", "24.06.", "24.06.2023", "06/2023", "2023-06-24", "20230624", "2023-W25", "2023-24", "1/2", "+03:00", "UTC"),
    *("-", "–", ",", "?", "(", ")", "/", ".", "..", "~", "T", "Z", "X", "[", "]", "{", "}", "'s", "th"),
])  # fmt: skip


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """Words that the grammar knows in one language, and numbers, in no order."""
    known = lexicon(draw(st.sampled_from(languages()))).readings
    words = st.sampled_from(sorted(known)).map(" ".join)
    return draw(st.sampled_from([" ", " ", "", "-"])).join(draw(st.lists(words | NUMBERS, max_size=9)))


DATES = st.sampled_from([
    *("5 February 2019", "29 February", "Feb. 5th, 2019", "the 24th", "24.06.", "28.2.2019", "03/04/2019", "3", "31", "2019-02-05"),
    *("February 2019", "2/2019", "mid-February 2019", "2019", "1903", "44 BC", "early 2019", "the first half of 2019", "1800s"),
    *("the 1990s", "the 90s", "late 1960s", "the 90s of the 20th century", "18th century", "1st century BC", "3rd century AD"),
    *("third quarter of 2019", "Q1 2019", "0 quarter", "winter 2018-19", "spring", "week 6 of 2019", "the week of 2 June", "last week"),
    *("Friday", "Tuesday, 5 February 2019", "next Friday", "yesterday", "two days ago", "in three weeks", "last June", "this month"),
    *("third Tuesday of June 2023", "Monday morning", "the night of 4-5 February", "overnight into 5 May", "last night", "today"),
    *("09:15", "9 pm", "noon on 5 February", "9:15 am Moscow time", "2019-02-05T09:15:30Z", "14.30 on 5 May", "2018-24", "196X"),
])  # fmt: skip
BEFORE = st.sampled_from(
    [*[""] * 6, "from ", "between ", "before ", "after ", "since ", "until ", "circa ", "by ", "late ", "the "]
)
BEHIND = st.sampled_from(
    [*[""] * 8, "?", " or so", " (O.S.)", " BC", " UTC", " +03:00", " at night", " onwards", " AD", " ago"]
)
TIES = st.sampled_from([" - ", "-", " to ", " and ", "/", " until ", " till the ", ", ", " "])
SENTENCES = st.builds("{}{}{}".format, BEFORE, DATES, BEHIND) | st.builds(
    "{}{}{}{}{}{}".format, BEFORE, DATES, TIES, BEFORE, DATES, BEHIND
)
