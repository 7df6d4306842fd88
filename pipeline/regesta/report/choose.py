"""Which rules are reported on: what --select and --ignore say."""

from collections.abc import Iterator, Sequence

from regesta.diagnostics import RULES
from regesta.errors import RegestaError


def chosen_codes(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str] | None:
    """The codes to report on, None for all; each text is codes or family letters with commas between them.

    Raises:
        RegestaError: no rule is called so.
    """
    if not select and not ignore:
        return None
    wanted = frozenset(_codes("--select", select)) if select else frozenset(RULES)
    return wanted - frozenset(_codes("--ignore", ignore))


def _codes(option: str, texts: Sequence[str]) -> Iterator[str]:
    for word in (word.strip().upper() for text in texts for word in text.split(",")):
        found = [code for code in RULES if word in (code, code[0])]
        if not found:
            raise RegestaError(f"{option}: {_unknown(word)}")
        yield from found


def _unknown(word: str) -> str:
    from regesta.advice.suggest import nearest  # noqa: PLC0415 - paid when something is wrong

    families = "".join(sorted({code[0] for code in RULES}))
    near = nearest(word, RULES) if len(word) > 1 else []
    meant = f"did you mean {' or '.join(near)}?" if near else f"families: {', '.join(families)}; all: `regesta rules`"
    return f"there is no rule {word!r}; {meant}"
