"""What a reviewer is told of a change beside the findings."""

from pathlib import Path

import pytest

from regesta.dataset import Dataset
from regesta.since.notes import events_gone, rules_loosened

ABOUT = {"dataset": {"name": "n"}}


def of_rules(before: dict[str, str], now: dict[str, str]) -> list[str]:
    old, new = ({**ABOUT, "rules": rules} for rules in (before, now))
    return list(rules_loosened(Dataset(settings=old), Dataset(settings=new, folder=Path("data"))))


@pytest.mark.parametrize(
    ("before", "now", "less"),
    [
        pytest.param({}, {"D201": "off"}, "D201 (error, now off)", id="off"),
        pytest.param({}, {"P402": "info", "D201": "warning"}, "D201 (error, now warning), P402 (error, now info)", id="two"),
        pytest.param({"N302": "error"}, {}, "N302 (error, now warning)", id="no longer raised"),
        pytest.param({}, {"N302": "error"}, None, id="raised"),
        pytest.param({"D201": "off"}, {"D201": "off"}, None, id="as it was"),
        pytest.param({"D201": "off"}, {"D201": "info"}, None, id="raised again"),
        pytest.param({}, {"S104": "off"}, None, id="a rule that stays an error"),
        pytest.param({}, {"D201": "never", "D999": "off"}, None, id="neither a severity nor a rule"),
    ],
)  # fmt: skip
def test_rules_that_weigh_less_are_told(before: dict[str, str], now: dict[str, str], less: str | None) -> None:
    told = [] if less is None else [f"data/regesta.toml makes less of rules than it did: {less}"]
    assert of_rules(before, now) == told


def test_a_dataset_that_has_just_begun_has_made_less_of_nothing() -> None:
    begun = Dataset(settings={**ABOUT, "rules": {"D201": "off"}}, folder=Path("data"))
    assert list(rules_loosened(Dataset(), begun)) == []


@pytest.mark.parametrize(
    ("lost", "there", "named"),
    [
        pytest.param({"b", "a", "a#claim"}, [], "a, b;", id="events and no claims, by name"),
        pytest.param({"a", "b"}, ["b", None, "c"], "a;", id="one that is elsewhere"),
        pytest.param({"a"}, ["a"], None, id="of two that had one id"),
        pytest.param({f"e{n}" for n in range(2000)}, [], "e0, e1, e10 and 1,997 more;", id="many"),
    ],
)
def test_events_that_are_gone_are_told(lost: set[str], there: list[str | None], named: str | None) -> None:
    told = list(events_gone(lost, there))
    assert [one.startswith(f"events gone since that revision: {named}") for one in told] == [True] * (named is not None)
