"""What the tests of the page share: editions made of events, and events made of an index."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.release.by_rows import arrow_tables, content_of

from regesta.contract import Contract
from regesta.dataset import Dataset
from regesta.release.edition import Edition
from regesta.walk import ordered

ROOT = Path(__file__).parents[3]
CONTRACT = Contract()
ABOUT = {
    "name": "harbour", "title": "Harbour events", "description": "One.\n\nTwo.", "version": "1.0.0",
    "released": "2026-11-25", "licence": "CC-BY-4.0", "creators": [{"name": "Curator, Anna", "orcid": "0000-0002-1825-0097"}],
    "homepage": "https://example.org/harbour", "doi": "10.5281/zenodo.1234567", "keywords": ["harbour"],
}  # fmt: skip
MARKS = ("verified", "corroborated", "reported", "claimed", "disputed", "refuted")
TOWNS = (
    ("Riga", "LV", 56.95, 24.11),
    ("Suva", "FJ", -18.14, 178.44),
    ("Lagos", "NG", 6.45, 3.4),
    ("Lima", "PE", -12.05, -77.04),
)

Event = dict[str, Any]
MakeEdition = Callable[..., Edition]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: opens the page of a release in a browser")


def make_event(index: int = 0, **more: Any) -> Event:
    """A whole event: a place, two people, a claim with a quote, a source; always the same for the same index."""
    chance = random.Random(index)  # noqa: S311 - test data
    town, country, north, east = TOWNS[index % len(TOWNS)]
    day = f"{2000 + index % 24}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
    base = {
        "id": f"{day}-harbour-event-{index}", "title": f"Dockers number {index} block the harbour gate at {town}",
        "type": chance.choice(("protest", "assault", "consult", "statement")), "status": "occurred",
        "summary": f"About {index} dockers block the gate of the harbour for a day, and the port authority answers.",
        "date": {"text": day, "edtf": day, "start": day, "end": day, "precision": "day", "basis": "stated"},
        "places": [{"name": town, "role": "location", "country": country, "precision": "settlement",
                    "latitude": north + chance.random(), "longitude": east + chance.random()}],
        "participants": [{"name": "dockers", "role": "initiator", "canonical_name": f"Dockers' union of {town}", "kind": "organisation"},
                         {"name": "the port", "role": "recipient", "canonical_name": f"Port authority of {town}", "kind": "state-body"}],
        "claims": [{"id": "blocked", "speaker": "the union", "act": "asserts", "statement": "The gate was closed all day.", "source": "daily"}],
        "quotes": [{"text": "Nobody came in and nobody went out until the evening.", "claim": "blocked", "language": "en"}],
        "sources": [{"id": "daily", "publisher": f"The {town} Daily", "title": "Gate closed", "url": f"https://news.example/{town}/{index}"}],
        "verification": MARKS[index % 6], "n_sources": 1, "n_origins": 1, "n_claims": 1, "n_denials": index % 6 // 4,
    }  # fmt: skip
    document = CONTRACT.schema("event")
    whole: Event = ordered(document, document, {**base, **more})
    return whole


def make_edition(events: Sequence[Event], about: dict[str, Any] | None = None, **lists: Any) -> Edition:
    content = {"events": list(events), "actors": [], "places": [], "sources": [], "withdrawn": [], **lists}
    settings = {"dataset": {**ABOUT, **(about or {})}}
    return Edition(Dataset(settings=settings), content, arrow_tables(CONTRACT, content))


@pytest.fixture
def event() -> Callable[..., Event]:
    return make_event


@pytest.fixture
def edition() -> MakeEdition:
    return make_edition


@pytest.fixture(scope="session")
def many() -> Edition:
    """An edition of 2,000 events."""
    return make_edition([make_event(index) for index in range(2000)])


@pytest.fixture(scope="session")
def seed() -> Edition:
    examination, content = content_of(ROOT / "fixtures" / "wagner-mutiny", "2026-11-25")
    return Edition(examination.dataset, content, arrow_tables(examination.dataset.contract, content))
