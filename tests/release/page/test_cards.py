"""A card tells who says so, through whom, who denies it, and how sure any number is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from regesta.contract import Contract
from regesta.release.edition import Edition
from regesta.release.page.cards import card
from regesta.release.page.claims import answers
from regesta.release.page.words import Words

Event = dict[str, Any]


@pytest.fixture
def shown(event: Callable[..., Event], edition: Callable[..., Edition]) -> Callable[..., str]:
    def show(*others: Event, actors: list[Any] | None = None, **more: Any) -> str:
        first = event(0, id="first", **more)
        events = [first, *others]
        return card(Words(edition(events, actors=actors or []), events), first, answers(events), unfolded=True)

    return show


def test_a_denial_elsewhere_stands_with_the_claim_that_it_denies(
    shown: Callable[..., str], event: Callable[..., Event]
) -> None:
    denial = {
        "id": "no",
        "speaker": "the ministry",
        "act": "denies",
        "responds_to": [{"claim": "first#blocked", "stance": "denies", "scope": "ambiguous"}],
    }
    made = shown(event(1, id="second", title="The ministry speaks", claims=[denial]))
    answer = made.partition('<ul class="answers">')[2].partition("</ul>")[0]
    assert '<b>the ministry</b> <span class="act denies">denies</span> it' in answer
    assert '<a href="#event/second">The ministry speaks</a>' in answer
    assert "scope ambiguous" in answer


def test_a_summary_that_is_the_title_is_not_said_twice(shown: Callable[..., str]) -> None:
    assert shown(title="A gate is closed", summary="A gate is closed").count("A gate is closed") == 1
    assert "It rained." in shown(title="A gate is closed", summary="It rained.")


def test_a_card_without_words_or_claims_leaves_no_room_for_them(shown: Callable[..., str]) -> None:
    bare = {"title": "It rains", "summary": "It rains", "claims": [], "quotes": []}
    assert '<div class="full alone"><dl>' in shown(**bare)
    assert '<div class="full"><div>' in shown(**{**bare, "summary": "It rained."})


def test_a_date_that_is_printed_as_the_page_says_it_is_not_said_twice(shown: Callable[..., str]) -> None:
    dated = {"start": "2023-06-24", "end": "2023-06-24", "precision": "day"}
    assert "printed as" not in shown(date={**dated, "text": "24 June 2023"})
    assert "printed as “on Saturday”" in shown(date={**dated, "text": "on Saturday"})
    assert "(Julian calendar)" in shown(date={**dated, "text": "24 June 2023", "calendar": "julian"})


def test_a_source_without_a_printed_day_has_it_in_words(shown: Callable[..., str]) -> None:
    day = {"edtf": "2023-06-25", "start": "2023-06-25", "end": "2023-06-25", "precision": "day"}
    assert "<li>Daily, 25 June 2023" in shown(sources=[{"id": "daily", "publisher": "Daily", "published": day}])


def test_an_explicit_denial_is_not_called_ambiguous(shown: Callable[..., str], event: Callable[..., Event]) -> None:
    denial = {
        "id": "no",
        "act": "denies",
        "responds_to": [{"claim": "first#blocked", "stance": "denies", "scope": "explicit"}],
    }
    assert "ambiguous" not in shown(event(1, id="second", claims=[denial]))


def test_a_speaker_is_named_by_the_registry_with_the_printed_name_beside(shown: Callable[..., str]) -> None:
    claims = [
        {
            "id": "c",
            "speaker": "its boss",
            "speaker_actor": "anna",
            "act": "asserts",
            "via": [{"name": "Agency", "role": "relayer"}],
            "hedge": "reportedly",
        }
    ]
    made = shown(claims=claims, quotes=[], actors=[{"id": "anna", "name": "Anna Ozola", "kind": "person"}])
    assert "<b>Anna Ozola</b> <small>(“its boss”)</small>" in made
    assert "through <b>Agency</b> (relayer)" in made
    assert "hedged: “reportedly”" in made


def test_a_claim_without_a_speaker_is_the_sources_own(shown: Callable[..., str]) -> None:
    assert '<b>The source itself</b> <span class="act alleges">alleges</span> that this happened' in shown(
        claims=[{"id": "c", "act": "alleges"}]
    )


def test_a_hedged_claim_without_a_speaker_is_nobodys_own(shown: Callable[..., str]) -> None:
    assert "<b>Somebody not named</b>" in shown(claims=[{"id": "c", "act": "alleges", "hedge": "allegedly"}])


@pytest.mark.parametrize(
    "elsewhere",
    [{"about": "/quantities/0"}, {"made_in": "first"}, {"responds_to": [{"claim": "second#c", "stance": "denies"}]}],
    ids=["about-a-part", "words-of-their-own", "an-answer"],
)
def test_a_claim_about_something_else_does_not_say_that_this_happened(
    elsewhere: dict[str, Any], shown: Callable[..., str]
) -> None:
    assert "that this happened" not in shown(claims=[{"id": "c", "act": "denies", **elsewhere}])
    assert "that this happened" in shown(claims=[{"id": "c", "act": "denies"}])


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        ({"low": 2.0, "best": 3.0, "high": 5.0}, "Killed: 2–5 (best 3)"),
        ({"low": 2.0}, "Killed: at least 2"),
        ({"high": 25000.0}, "Killed: at most 25,000"),
        ({"best": 2.5}, "Killed: 2.5"),
        ({"text": "dozens"}, "Killed <small>(“dozens”)</small>"),
        ({"best": 3, "unit": "[yd_i]"}, "Killed: 3 yards<"),
        ({"low": 1, "high": 1, "unit": "[yd_i]"}, "Killed: 1 yard<"),
        ({"low": 1, "high": 2, "unit": "h"}, "Killed: 1–2 hours<"),
        ({"best": 3, "unit": "[gal_us]"}, "Killed: 3 [gal_us] (US gallon)<"),
        ({"best": 3, "unit": "EUR"}, "Killed: 3 EUR<"),
    ],
    ids=["range", "low", "high", "best", "words", "yards", "yard", "hours", "no plural", "money"],
)
def test_a_number_keeps_its_bounds(quantity: dict[str, Any], words: str, shown: Callable[..., str]) -> None:
    assert words in shown(quantities=[{"measure": "killed", **quantity}])


def test_a_number_says_according_to_whom(shown: Callable[..., str]) -> None:
    made = shown(
        claims=[
            {"id": "a", "act": "asserts", "speaker": "its boss", "speaker_actor": "anna"},
            {"id": "b", "act": "asserts", "speaker": "the police"},
            {"id": "c", "act": "asserts"},
        ],
        quantities=[{"measure": "killed", "best": float(index), "claim": claim} for index, claim in enumerate("abc")],
        actors=[{"id": "anna", "name": "Anna Ozola", "kind": "person"}],
    )
    told = "Killed: 0, according to Anna Ozola; Killed: 1, according to the police; Killed: 2</div>"
    assert f"<dt>Numbers<dd>{told}" in made


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ("/quantities/0", "about the figure Killed: 2, not the event as a whole"),
        ("/places/0", "about the place Varna <small>(location)</small>, not"),
        ("/participants/0/role", "about the role of the participant Anna <small>(victim)</small>, not"),
        ("/date", "about the date, not"),
        ("/places/7", "about <code>/places/7</code>, not"),
        ("/quotes/0", "about <code>/quotes/0</code>, not"),
    ],
)
def test_a_claim_about_a_part_says_which(about: str, told: str, shown: Callable[..., str]) -> None:
    made = shown(
        claims=[{"id": "c", "act": "denies", "about": about}],
        quantities=[{"measure": "killed", "best": 2.0}],
        places=[{"name": "Varna"}],
        participants=[{"name": "Anna", "role": "victim"}],
    )
    assert told in made


def test_what_is_withheld_is_said_in_words_and_each_field_once(shown: Callable[..., str]) -> None:
    names = ("/participants/0/name", "/participants/1/name", "/participants/1/canonical_name", "/summary", "/media/0")
    made = shown(
        participants=[{"role": "victim"}, {"role": "victim"}],
        missing=[{"field": name, "reason": "withheld"} for name in names],
    )
    assert "<dt>Withheld<dd>Participants: name, canonical name; Summary; Media: one of them</div>" in made
    assert "name withheld <small>(victim)</small>; name withheld" in made


def test_a_field_of_the_dataset_s_own_is_shown_where_it_has_a_title(
    event: Callable[..., Event], edition: Callable[..., Edition]
) -> None:
    extension = {"properties": {"told": {"type": "boolean", "title": "Told <by> phone"}, "raw": {"type": "string"}}}
    first = event(0, extra={"told": True, "raw": "x17", "more": "y18"})
    made = edition([first])
    dataset = replace(made.dataset, contract=Contract(extension=extension))
    html = card(Words(replace(made, dataset=dataset), [first]), first, {}, unfolded=True)
    assert "<dt>Told &lt;by&gt; phone<dd>yes</div>" in html
    assert "x17" not in html
    assert "y18" not in html


def test_a_subtype_stands_beside_its_type(shown: Callable[..., str]) -> None:
    assert "· Coerce: Arrest</span>" in shown(type="coerce", subtype="arrest")


def test_an_event_that_the_page_does_not_hold_is_named_by_its_id(shown: Callable[..., str]) -> None:
    assert "follows <code>elsewhere</code>" in shown(relations=[{"type": "follows", "event": "elsewhere"}])


def test_a_quote_bears_its_language(shown: Callable[..., str]) -> None:
    made = shown(quotes=[{"text": "سلام", "language": "fa", "claim": "blocked", "fragment": True}])
    assert '<blockquote><p lang="fa" dir="auto">سلام</p><footer>fragment</footer></blockquote>' in made


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ({"latitude": -36.6, "longitude": 24.25}, "36.6° S 24.25° E"),
        ({"latitude": 0.0, "longitude": -3.5, "country": "GH"}, "0° N 3.5° W, Ghana"),
        ({"country": "GH"}, "Ghana"),
        ({"precision": "exact"}, "name withheld"),
    ],
)
def test_a_place_without_a_name_is_told_by_its_point(
    shown: Callable[..., str], place: dict[str, Any], told: str
) -> None:
    assert f"{told} <small>(location" in shown(places=[place])
