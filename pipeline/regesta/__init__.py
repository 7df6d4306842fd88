"""regesta: validate, normalise and release records of events."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regesta.api import load, normalise, release, validate
    from regesta.model import Event

__all__ = ["Event", "load", "normalise", "release", "validate"]


def __getattr__(name: str) -> Any:
    """The names of the library, each imported when it is used: the command line need not pay for all of them."""
    if name == "Event":
        from regesta.model import Event  # noqa: PLC0415

        return Event
    if name in __all__:
        from regesta import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(f"module 'regesta' has no attribute {name!r}")
