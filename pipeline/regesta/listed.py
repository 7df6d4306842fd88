"""What lists and tables hold that should hold objects; whatever else stands in them is passed over."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Object: TypeAlias = dict[str, Any]


def objects(event: Mapping[str, Any], name: str) -> list[Object]:
    listed = event.get(name)
    return [member for member in listed if type(member) is dict] if type(listed) is list else []


def members(event: Mapping[str, Any], name: str, pointer: str = "") -> Iterator[tuple[str, Object]]:
    """The same with their JSON Pointers; pointer is that of the event."""
    listed = event.get(name)
    for index, member in enumerate(listed) if type(listed) is list else ():
        if type(member) is dict:
            yield f"{pointer}/{name}/{index}", member


def table_in(settings: Any, *names: str) -> dict[str, Any]:
    """A table of the settings, by the names that lead to it; empty where there is none, or something else."""
    for name in names:
        settings = settings.get(name) if isinstance(settings, dict) else None
    return settings if isinstance(settings, dict) else {}
