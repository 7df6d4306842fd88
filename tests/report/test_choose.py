import pytest

from regesta.diagnostics import RULES
from regesta.errors import RegestaError
from regesta.report.choose import chosen_codes

D = frozenset(code for code in RULES if code[0] == "D")


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        pytest.param([], [], None, id="neither"),
        pytest.param(["P402"], [], {"P402"}, id="a-code"),
        pytest.param(["p402, D"], [], D | {"P402"}, id="code-and-family"),
        pytest.param(["P402", "D"], [], D | {"P402"}, id="repeated"),
        pytest.param([], ["D"], frozenset(RULES) - D, id="all-but-a-family"),
        pytest.param(["D"], ["D202"], D - {"D202"}, id="ignore-after-select"),
        pytest.param(["P402"], ["P"], set(), id="nothing-left"),
    ],
)
def test_select_and_ignore_choose_rules(select: list[str], ignore: list[str], codes: set[str] | None) -> None:
    assert chosen_codes(select, ignore) == codes


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        pytest.param("P4O2", "did you mean P402?", id="slip"),
        pytest.param("Z", "families: A, C", id="family"),
        pytest.param("", "families: A, C", id="empty"),
        pytest.param("P4", "there is no rule 'P4'", id="part-of-a-code"),
    ],
)
def test_an_unknown_rule_is_refused_with_what_may_have_been_meant(word: str, meant: str) -> None:
    with pytest.raises(RegestaError) as refused:
        chosen_codes([], [word])
    assert meant in str(refused.value)
