"""Other spellings of an Arabic name: with the article or without; in Latin letters assimilated or not, -ah or -a."""

COUNTRIES = frozenset(
    {
        "AE", "BH", "DZ", "EG", "EH", "IL", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA",
        "SD", "SY", "TD", "TN", "YE",
    }
)  # fmt: skip
SUN = ("sh", "th", "dh", "t", "d", "r", "z", "s", "n")  # the letters before which "al" takes their sound, longest first
AL = "ال"
ARTICLES = frozenset(("al", "el", *(f"a{sound}" for sound in SUN), *(f"e{sound}" for sound in SUN)))


def spellings(name: str) -> tuple[str, ...]:
    """Folded names that a folded name may be a spelling of, itself not among them.

    >>> spellings("jisr al shughur")[0], "al qamishli" in spellings("qamishli"), "raqqah" in spellings("al raqqa")
    ('jisr ash shughur', True, True)
    """
    words = name.split()
    if not name.isascii() or not words:
        return in_arabic_letters(name)
    bare = words[1:] if len(words) > 1 and words[0] in ARTICLES else words
    stems = [words, bare, ["al", *bare]]
    made = [" ".join(written(stem, sounded)) for stem in stems for sounded in (True, False)]
    made += [other for key in made for other in (key.removesuffix("h") if key.endswith("ah") else f"{key}h",)]
    return tuple(key for key in dict.fromkeys(made) if key != name and (not key.endswith("h") or key.endswith("ah")))


def in_arabic_letters(name: str) -> tuple[str, ...]:
    """A folded name in Arabic letters without its article, or with one; nothing in other letters.

    >>> in_arabic_letters("بصرة"), in_arabic_letters("البصرة")
    (('البصرة',), ('بصرة',))
    """
    if not "\N{ARABIC LETTER HAMZA}" <= name[:1] <= "\N{ARABIC LETTER YEH}":
        return ()
    bare = name.removeprefix(AL)
    return (f"{AL}{name}",) if bare == name else (bare,) if len(bare) > len(AL) else ()


def written(words: list[str], sounded: bool) -> list[str]:
    """The words with each article as it sounds before the next word ("ash shughur"), or as "al"."""
    return [
        article(after, sounded) if word in ARTICLES and after else word
        for word, after in zip(words, [*words[1:], ""], strict=True)
    ]


def article(word: str, sounded: bool) -> str:
    sound = next((letters for letters in SUN if word.startswith(letters)), None) if sounded else None
    return "al" if sound is None else f"a{sound}"
