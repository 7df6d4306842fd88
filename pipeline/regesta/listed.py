"""The objects of a list in a record; whatever else stands in it is passed over."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Object: TypeAlias = dict[str, Any]


def objects(event: Mapping[str, Any], name: str) -> list[Object]:
    listed = event.get(name)
    return [member for member in listed if type(member) is dict] if isinstance(listed, list) else []


def members(event: Mapping[str, Any], name: str, pointer: str = "") -> Iterator[tuple[str, Object]]:
    """The same with their JSON Pointers; pointer is that of the event."""
    listed = event.get(name)
    for index, member in enumerate(listed) if isinstance(listed, list) else ():
        if type(member) is dict:
            yield f"{pointer}/{name}/{index}", member
