"""A number that is printed and not read is told, and a count that is no whole number."""

from typing import Any

import pytest

from regesta.check.looked import Looked
from regesta.check.record_rules import breaches
from regesta.contract import Contract
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.normalise.quantities.text import read_quantity
from regesta.normalise.quantities.unread import unread_number
from regesta.normalise.record import normalise_record

UNREAD = [  # text, the number, what it may be
    ("some 1.200 families", "1.200", ("1.2", "1200")),
    ("500 to 1.000", "1.000", ("1", "1000")),
    ("12,500 Menschen", "12,500", ("12.5", "12500")),
    ("0.500 of a part, or 3", "0.500", ()),
    ("3 dead and 5 wounded", "3", ()),
    ("at least three, possibly five", "three", ()),
    ("a thousand or two", "two", ()),
    ("20%", "20", ()),
    ("10k", "10", ()),
    ("1,2000", "1,2000", ()),
    ("half of the 12 villages", "12", ()),
    ("\u0969\u096b", "\u0969\u096b", ()),  # 35 in Devanagari
    ("٣٥ جريحا وجثة", "35", ()),
    ("٣٫٥٠٠ أسرة", "3.500", ("3.5", "3500")),
]
DESCRIBED = [
    "dozens", "several hundred", "a few dozen", "half a dozen", "thousands", "nobody", "no one", "no casualties",
    "two-thirds", "the 3rd brigade", "T-72 tanks", "several 500-kg bombs", "несколько сотен", "quelques dizaines", "几十", "x",
    "milhares dos manifestantes", "عشرات الجرحى", "مئات", "ده‌ها نفر", "אלפים",
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "readings"), UNREAD)
def test_a_number_that_was_not_read_is_found(text: str, number: str, readings: tuple[str, ...]) -> None:
    assert read_quantity(text)[1] is None
    assert unread_number(text) == (number, readings)


@pytest.mark.parametrize("text", DESCRIBED)
def test_words_that_only_describe_hold_no_number(text: str) -> None:
    assert read_quantity(text)[1] is None
    assert unread_number(text) is None


def told(quantity: Any, **more: Any) -> list[Diagnostic]:
    record = {"quantities": [{"measure": "persons"}, quantity], **more}
    filled = normalise_record(record, Dataset()).data
    return [d for d in breaches(Looked(record, filled), Dataset(), "2026-01-15") if d.code == "Q605"]


def test_it_is_told_with_both_readings() -> None:
    (found,) = told({"measure": "persons", "text": "some 1.200 families"})
    assert (found.field, found.candidates) == ("/quantities/1/text", ("1.2", "1200"))
    assert "1.200 may be 1.2 or 1200" in found.message
    assert found.help == "add the one that is meant: `best: 1.2` or `best: 1200`"


@pytest.mark.parametrize("figure", ["low", "best", "high"])
def test_a_figure_beside_it_or_a_word_on_why_there_is_none_ends_the_matter(figure: str) -> None:
    quantity = {"measure": "persons", "text": "3 dead and 5 wounded"}
    assert len(told(quantity)) == 1
    assert told({**quantity, figure: 3}) == []
    for field in (f"/quantities/1/{figure}", "/quantities/1"):
        assert told(quantity, missing=[{"field": field, "reason": "not-stated"}]) == []
    assert len(told(quantity, missing=[{"field": f"/quantities/0/{figure}", "reason": "not-stated"}])) == 1


@pytest.mark.parametrize(
    "quantity", [{"text": "about 300"}, {"text": "dozens"}, {"text": 3}, {"text": ["3"]}, {}, 3, "three"]
)
def test_nothing_is_told_where_a_number_was_read_or_there_is_none(quantity: Any) -> None:
    assert told(quantity) == []


@pytest.mark.parametrize(
    ("quantity", "advice"),
    [
        ({"measure": "participants", "best": 1.5}, "write 1500 where the point parts thousands"),
        ({"measure": "killed", "low": 0.25}, "write 250 where the point parts thousands"),
        ({"measure": "killed", "high": 1.2345}, "write a whole number"),
        ({"measure": "killed", "high": 2000.5}, "write a whole number"),
        ({"measure": "cranes", "best": 2.5}, "write 2500 where the point parts thousands"),
        ({"measure": "killed", "best": 3.0}, None),
        ({"measure": "killed", "best": 1500}, None),
        ({"measure": "weapons", "best": 2.5, "unit": "t"}, None),
        ({"measure": "distance", "best": 2.5}, None),
        ({"measure": "toll", "best": 2.5}, None),
        ({"measure": "other", "best": 2.5}, None),
        ({"measure": "of no list", "best": 2.5}, None),
    ],
)
def test_a_count_is_a_whole_number(quantity: dict[str, Any], advice: str | None) -> None:
    added = {"cranes": {"code": "cranes", "broader": "vehicles"}, "toll": {"code": "toll", "broader": "money"}}
    dataset = Dataset(contract=Contract(added={"measures": added}))
    record = {"quantities": [quantity]}
    found = breaches(Looked(record, record), dataset, "2026-01-15")
    assert [d.help for d in found if d.code == "Q606"] == ([] if advice is None else [advice])
