"""Text from records made harmless for a terminal: one function, used for everything that is printed."""

import re

INVISIBLE = (
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff\ue000-\uf8ff]"
)
_JOINED = "[\u0620-\u06ff\u0750-\u077f\u0900-\u0dff]"  # letters that run together unless something parts them
_PARTED = f"(?<={_JOINED})\u200c(?={_JOINED})"
_UNSAFE = (
    rf"(?i)(?!{_PARTED}){INVISIBLE}|(?<=#)#(?=(?:vso)?\[)"  # compiled when first needed, for that takes milliseconds
)


def safe(text: str) -> str:
    r"""Text without control, format and other invisible characters, which are shown as \u{...}.

    What parts two letters within a Persian or Hindi word stays: it is seen in the shape of the letters.

    `##[` and `##vso[` are taken apart too: some CI logs obey them wherever they stand in a line.

    >>> safe("a\x1b[31mb")
    'a\\u{1b}[31mb'
    """
    if text.isascii() and text.isprintable() and "##" not in text:
        return text
    return re.sub(_UNSAFE, lambda match: f"\\u{{{ord(match[0]):x}}}", text)
