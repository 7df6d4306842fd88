"""Time zones: known names and offsets, whatever the machine has."""

from datetime import datetime

import pytest

from regesta.normalise.dates.zones import format_offset, known_zone, offset_at


@pytest.mark.parametrize(("name", "known"), [("Europe/Moscow", True), ("UTC", True), ("Etc/GMT-3", True)])
def test_names_of_the_database_are_known(name: str, known: bool) -> None:
    assert known_zone(name) is known


@pytest.mark.parametrize(
    "name", ["", "europe/moscow", "Europe/Moskva", "../../etc/passwd", "Europe", "MSK", "zones", "/"]
)
def test_anything_else_is_not(name: str) -> None:
    assert not known_zone(name)
    assert offset_at(name, datetime(2023, 6, 24)) is None  # noqa: DTZ001 - local times have no zone yet


@pytest.mark.parametrize(
    ("name", "local", "fold", "offset"),
    [
        ("Europe/Moscow", "2023-06-24T09:00", 0, "+03:00"),
        ("Europe/Moscow", "2012-06-24T09:00", 0, "+04:00"),
        ("Asia/Kolkata", "2023-06-24T09:00", 0, "+05:30"),
        ("America/New_York", "2023-01-24T09:00", 0, "-05:00"),
        ("Europe/Berlin", "2023-10-29T02:30", 0, "+02:00"),
        ("Europe/Berlin", "2023-10-29T02:30", 1, "+01:00"),
        ("Europe/Moscow", "1812-06-24T09:00", 0, None),
    ],
)
def test_an_offset_is_that_of_the_day(name: str, local: str, fold: int, offset: str | None) -> None:
    seconds = offset_at(name, datetime.fromisoformat(local).replace(fold=fold))
    assert seconds is not None
    assert format_offset(seconds) == offset
