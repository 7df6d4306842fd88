"""Other spellings of a name in Arabic letters: as Arabs, Persians and Urdu speakers type it, dotted or not."""

from itertools import islice, product

from regesta.normalise.scripts import one_spelling

TRIED = 30  # names at most in the letters of one keyboard: each is looked up
SHORTEST = 3  # letters that a name keeps behind "father of", "mother of"
KUNYA = ("ابو", "ام")  # written with a space behind them, or without
ARABIC, PERSIAN, URDU = "يكه", "یکه", "یکہ"
LAST = {"ه": "هة", "ي": "يى"}  # what may stand for the last letter of a word


def other_letters(name: str) -> tuple[tuple[str, ...], ...]:
    """Folded names that a folded name in Arabic letters may be a spelling of, keyboard by keyboard, its own first.

    None where it is in another script.

    >>> "بعلبك" in other_letters("بعلبک")[1], "ابو ظبي" in other_letters("ابوظبى")[0], other_letters("beirut")
    (True, True, ())
    """
    words = one_spelling(name).split()
    if not words or not "\N{ARABIC LETTER KASHMIRI YEH}" <= words[0][0] <= "\N{ARABIC LETTER YEH BARREE}":
        return ()
    dotted = [" ".join(made) for apart in _kunyas(words) for made in islice(product(*map(_dotted, apart)), TRIED // 2)]
    made = (tuple(key.translate(_typed_with(letters)) for key in dotted) for letters in _keyboards(name))
    return tuple(tuple(key for key in dict.fromkeys(keys) if key != name) for keys in made)


def _keyboards(name: str) -> tuple[str, ...]:
    """The letters of each keyboard, first of that on which a name was typed."""
    if "ہ" in name:
        return URDU, PERSIAN, ARABIC
    return (PERSIAN, ARABIC, URDU) if "ی" in name or "ک" in name else (ARABIC, PERSIAN, URDU)


def _typed_with(letters: str) -> dict[int, str]:
    return dict(zip(map(ord, ARABIC), letters, strict=True))


def _kunyas(words: list[str]) -> list[list[str]]:
    """The words, and those with a kunya that begins them parted from its name, or joined to it."""
    first, *rest = words
    if first in KUNYA and rest:
        return [words, [first + rest[0], *rest[1:]]]
    joined = (kunya for kunya in KUNYA if first.startswith(kunya) and len(first) - len(kunya) >= SHORTEST)
    return [words, *([kunya, first.removeprefix(kunya), *rest] for kunya in joined)]


def _dotted(word: str) -> list[str]:
    return [word[:-1] + last for last in LAST.get(word[-1], word[-1])]
