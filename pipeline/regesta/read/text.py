"""The characters that the text of a record may hold."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

MOST_MARKS = 8

_PLANE_ENDS = [(plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in range(15)]
_REFUSED = [
    (0x0000, 0x0008),  # control characters
    (0x000B, 0x000C),
    (0x000E, 0x001F),
    (0x007F, 0x009F),
    (0x2028, 0x2029),  # line and paragraph separator
    (0x202A, 0x202E),  # bidirectional embeddings and overrides
    (0x2066, 0x2069),  # bidirectional isolates
    (0xD800, 0xDFFF),  # lone surrogates
    (0xE000, 0xF8FF),  # private use
    (0xFDD0, 0xFDEF),  # noncharacters
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xE0000, 0xE007F),  # tag characters
    (0xF0000, 0x10FFFF),  # private use planes, with their noncharacters
    *_PLANE_ENDS,
]

_ASCII = bytes(range(0x80))
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
# A run of marks is sought only where a character of their blocks (or one beyond the BMP) is, then among what is no word
# character (marks are none), and at last by category: so no table of all marks is needed.
_MARK_BLOCKS = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u1fff\u20d0-\u20ff\u2cef-\u2dff"
    r"\u302a-\u309a\ua66f-\uabff\ufb1e\ufe00-\ufe2f]"
)
_MAYBE_MARKS = re.compile(rf"[^\w\s\x00-\x7f][^\w\s\x00-\x7f]{{{MOST_MARKS},}}")
# What prints nothing: spaces of all kinds, fillers, joiners, selectors and the blank of Braille.
_UNSEEN = "".join(
    chr(code)
    for first, last in (
        (0x09, 0x0D), (0x1C, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C),
        (0x115F, 0x1160), (0x1680, 0x1680), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2000, 0x200F), (0x2028, 0x202F),
        (0x205F, 0x206F), (0x2800, 0x2800), (0x3000, 0x3000), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0),
        (0xFFF9, 0xFFFB),
    )
    for code in range(first, last + 1)
)  # fmt: skip
_NAMES = {
    0x09: "tab",
    0x0A: "line break",
    0x0D: "carriage return",
    0x1B: "escape",
    0x7F: "delete",
    0xFEFF: "byte order mark",
}
_KINDS = {"Cc": "control character", "Cs": "half of a surrogate pair", "Co": "private use", "Cn": "noncharacter"}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile when first needed: a class of many characters takes milliseconds."""
    return re.compile(pattern)


def _refused(text: str, *, allowed: str = "") -> re.Pattern[str]:
    """Give the pattern of what is refused in a text; allowed are some of tab, line feed and carriage return.

    It covers no more than the text can hold, since `re` is fast only while a class stays within the BMP.
    """
    most = 0x7F if text.isascii() else 0xFFFF if _BEYOND_BMP.search(text) is None else 0x10FFFF
    return _compiled(_refused_class(allowed, most))


@cache
def _refused_class(allowed: str, most: int) -> str:
    ranges = [(chr(low), chr(high)) for low, high in _REFUSED if low <= most]
    ranges += [(char, char) for char in "\t\n\r" if char not in allowed]
    return "[" + "".join(f"{re.escape(low)}-{re.escape(high)}" for low, high in ranges) + "]"


def nfc(text: str) -> str:
    """Give a text in NFC; one with a run of marks, which is refused, as it is: to put it in order takes minutes."""
    return text if text.isascii() or mark_run(text) is not None else unicodedata.normalize("NFC", text)


def clean(text: str, *, multiline: bool = True) -> str:
    """Give the text in NFC with U+FFFD for every refused character, so that it travels on without harm."""
    if text.isascii() and text.isprintable():
        return text
    plain = _refused(text, allowed="\n" if multiline else "").sub("\ufffd", text)
    if mark_run(plain) is not None:
        plain = _MAYBE_MARKS.sub(lambda found: "".join(_few_marks(found[0])), plain)
    return unicodedata.normalize("NFC", plain)


def _few_marks(text: str) -> Iterator[str]:
    """Give the characters of a text, with U+FFFD for each mark beyond eight in a row."""
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char).startswith("M") else 0
        yield char if run <= MOST_MARKS else "\ufffd"


def decent(text: str, *, multiline: bool = False) -> bool:
    """Say whether a text may stay exactly as it is: no refused character, no run of marks, NFC."""
    if not text.isprintable() and forbidden(text, multiline=multiline) is not None:
        return False
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and mark_run(text) is None)


def all_decent(raw: bytes) -> bool:
    """Say whether one line of sound JSON holds decent text only, so that no text of it needs a look of its own.

    Most of what may be wrong is sought among the characters beyond ASCII alone: side by side they hold every run of
    marks that they held before.
    """
    if b"\\" in raw or b"\x7f" in raw:
        return False
    beyond = raw.translate(None, _ASCII)
    return not beyond or (_few_and_printed(beyond.decode()) and unicodedata.is_normalized("NFC", raw.decode()))


def _few_and_printed(text: str) -> bool:
    """Say whether a text has no refused character and no run of marks."""
    return (text.isprintable() or forbidden(text, multiline=False) is None) and mark_run(text) is None


def forbidden(text: str, *, multiline: bool) -> int | None:
    """Give the index of the first character that a text must not hold, if there is one."""
    if text.isprintable():
        return None
    found = _refused(text, allowed="\n" if multiline else "").search(text)
    return None if found is None else found.start()


def strays(text: str) -> list[int]:
    """Give the indexes of refused characters in the text of a whole file, where tabs and line ends are allowed.

    A carriage return without a line feed is one of them: some programs break the line there and others do not.
    """
    found = (match.start() for match in _refused(text, allowed="\t\n").finditer(text))
    return [index for index in found if text[index] != "\r" or text[index + 1 : index + 2] != "\n"]


def mark_run(text: str) -> int | None:
    """Give the index of the first combining mark beyond eight in a row, if there is one."""
    if len(text) <= MOST_MARKS or text.isascii():
        return None
    if _compiled(_MARK_BLOCKS).search(text) is None and _BEYOND_BMP.search(text) is None:
        return None
    for found in _MAYBE_MARKS.finditer(text):
        run = 0
        for index in range(found.start(), found.end()):
            run = run + 1 if unicodedata.category(text[index]).startswith("M") else 0
            if run > MOST_MARKS:
                return index
    return None


def blank(text: str) -> bool:
    """Say whether a text holds nothing that can be seen."""
    return not text or text.isspace() or (not text.isascii() and not text.strip(_UNSEEN))


def code_point(char: str) -> str:
    return f"U+{ord(char):04X}"


def describe(char: str) -> str:
    """Name a character without printing it: "U+202E (right-to-left override)"."""
    name = _NAMES.get(ord(char)) or unicodedata.name(char, "").lower() or _KINDS.get(unicodedata.category(char), "")
    return f"{code_point(char)} ({name})" if name else code_point(char)


def cut(text: str, most: int = 80) -> str:
    """Shorten what a message quotes."""
    return text if len(text) <= most else text[: most - 1] + "…"


def quoted(text: str, most: int = 80) -> str:
    """Quote a value in a message, shortened."""
    return f'"{cut(text, most)}"'
