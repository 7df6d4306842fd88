"""Two numbers with a dot that can be no time of day, in languages that print days so: 28.06, but not 14.06."""

from regesta.normalise.dates.lexicon_files import Symbol

_Slot = tuple[Symbol, ...]


def with_days(out: list[_Slot]) -> list[_Slot]:
    """The symbols with two numbers with a dot as a day and its month, if they can be no time and are alone: 28.06."""
    printed = [(at, *slot[0]) for at, slot in enumerate(out) if slot[0][0] in {"z", "x"}]
    dates = [at for at, kind, value in printed if kind == "x" or value[1] < 13]
    if len(dates) != 1 or out[dates[0]][0][0] == "x":
        return out
    at, (day, month, *wide, is_dotted) = dates[0], out[dates[0]][0][1]
    if not is_dotted or wide != [2, 2] or not (23 < day < 32 and month > 0):
        return out
    return [*out[:at], (("0", day),), (("m", month),), *out[at + 1 :]]
