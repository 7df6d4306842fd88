"""What somebody is called, in quotes behind the name: Роберт Бровді («Мадяр»), Дмитрий Уткин с позывным «Вагнер»."""

import re

from regesta.normalise.fold import folded_key
from regesta.normalise.names.words import Words, longest

QUOTES = frozenset("\"“”„«'‘")
_MARKS = "\"“”„«»'‘’"
_QUOTED = rf"[\"“„«'‘][^{_MARKS}]+[\"“”»'’]"  # compiled where a name has brackets


def quoted(aside: str) -> str | None:
    """What brackets hold that hold nothing but a word in quotes."""
    return aside.strip(_MARKS) if re.fullmatch(_QUOTED, aside) is not None else None


def called_apart(text: str, words: Words) -> str:
    """The text with a comma between a name and a call sign in quotes: Дмитрий Уткин с позывным «Вагнер»."""
    if QUOTES.isdisjoint(text) or not words.sets["called"]:
        return text
    tokens = text.split()
    keys = [folded_key(token) for token in tokens]
    ends = ((at, at + longest(keys, at, words.sets["called"])) for at in range(2, len(tokens)))
    at = next((at for at, end in ends if at < end < len(tokens) and tokens[end][0] in QUOTES), None)
    return text if at is None else f"{' '.join(tokens[:at])}, {' '.join(tokens[at:])}"
