"""Numbers as printed: what the words before them allow, and no more."""

import pytest

from regesta.normalise.quantities import settle_quantity

CASES = [
    # text, qualifier, low, best, high
    ("25,000 mercenaries", None, None, 25000.0, None),
    ("exactly five", "exactly", 5.0, 5.0, 5.0),
    ("at least 11", "at-least", 11.0, None, None),
    ("more than 400", "at-least", 400.0, None, None),
    ("no more than 5", "at-most", None, None, 5.0),
    ("not more than a dozen", "at-most", None, None, 12.0),
    ("fewer than ten", "at-most", None, None, 10.0),
    ("no fewer than ten", "at-least", 10.0, None, None),
    ("as many as forty", "at-most", None, None, 40.0),
    ("up to some 300", "at-most", None, None, 300.0),
    ("nearly 300", "about", None, 300.0, None),
    ("about £40,000", "about", None, 40000.0, None),
    ("some 10 to 20", None, 10.0, None, 20.0),
    ("as many as dozens", None, None, None, None),
    ("some of the 300", None, None, None, None),
    ("thousands", None, None, None, None),
]


@pytest.mark.parametrize(("text", "qualifier", "low", "best", "high"), CASES, ids=[row[0] for row in CASES])
def test_a_number_fills_what_its_words_say(
    text: str, qualifier: str | None, low: float | None, best: float | None, high: float | None
) -> None:
    filled = {blank.field: blank.value for blank in settle_quantity((("text", text),)).blanks}
    expected = {"qualifier": qualifier, "low": low, "best": best, "high": high}
    assert filled == {field: value for field, value in expected.items() if value is not None}
