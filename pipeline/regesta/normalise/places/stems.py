"""What a Slavic adjective of place is made from: "Lutuhynskyi" is of Lutuhyne. The build hook loads this by path."""

# Endings of every case, longest first; after them stands -sk- or -ck-, which belongs to the name of some towns.
LATIN = (
    "aya", "aia", "oho", "ogo", "oyi", "oye", "oy", "oi", "yy", "yi", "iy", "ii", "ij", "yj", "ye", "oj", "im", "ym",
    "a", "y", "i", "u", "e", "o",
)  # fmt: skip
CYRILLIC = (
    "ого", "ому", "ими", "оі", "ою", "іи", "ои", "ая", "ое", "ую", "ом", "им", "их", "ии", "ие", "ім",
    "а", "у", "е", "і",
)  # fmt: skip
LATIN_SK = ("sk", "tsk", "ck", "zk")
CYRILLIC_SK = ("ск", "цк", "зк", "ськ", "цьк")


def adjective_stems(word: str) -> tuple[str, ...]:
    """The folded stems that an adjective may be of: with and without its -sk-; none where it is no such adjective.

    >>> adjective_stems("donetskaya"), adjective_stems("ростовскои")
    (('donetsk', 'donet'), ('ростовск', 'ростов'))
    """
    endings, suffixes = (LATIN, LATIN_SK) if word.isascii() else (CYRILLIC, CYRILLIC_SK)
    for ending in endings:
        base = word.removesuffix(ending)
        suffix = next((suffix for suffix in suffixes if base.endswith(suffix)), None)
        if base != word and suffix is not None:
            return tuple(stem for stem in (base, base.removesuffix(suffix)) if len(stem) >= 4)
    return ()
