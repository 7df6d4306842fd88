"""The import of jsonschema-rs without that of email.utils, which is a twelfth of a start.

It has the day on which it was built read by that module, whenever it is imported. Here that day is read without it,
to the same value; for anything else that may be asked of the module, it is imported.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from types import ModuleType
from typing import Any

_NAME = "email.utils"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@contextmanager
def without_email() -> Iterator[None]:
    """Let another module stand for email.utils meanwhile, unless that has been imported already."""
    if _NAME in sys.modules:
        yield
        return
    stand_in = ModuleType(_NAME)
    stand_in.__dict__.update(parsedate_to_datetime=parsedate_to_datetime, __getattr__=_other)
    sys.modules[_NAME] = stand_in
    try:
        yield
    finally:
        if sys.modules.get(_NAME) is stand_in:
            del sys.modules[_NAME]


def parsedate_to_datetime(text: str) -> Any:
    """What the function of email.utils gives: here for a day of Greenwich, there for all else.

    >>> parsedate_to_datetime("Sun, 8 Nov 2026 16:26:25 +0000").isoformat()
    '2026-11-08T16:26:25+00:00'
    """
    try:
        _, day, month, year, clock, zone = text.split()
        if zone == "+0000":
            return datetime.fromisoformat(f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}T{clock}+00:00")
    except ValueError:
        pass
    return _real().parsedate_to_datetime(text)


def _other(name: str) -> Any:
    if name == "__path__":  # the import itself asks for it: the module is no package
        raise AttributeError(name)
    return getattr(_real(), name)


def _real() -> Any:
    """The module itself, which is imported once: whoever kept what stood for it may ask again and again."""
    if getattr(sys.modules.get(_NAME), "__getattr__", None) is _other:
        del sys.modules[_NAME]
    return import_module(_NAME)
