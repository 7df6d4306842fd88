"""The first dataset: what its article tells can be asked of the release, each statement in its own place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pytest

from regesta.release.build import release_dataset

ROOT = Path(__file__).parents[1]
Ask: TypeAlias = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks SQL of the Parquet of the release; a table is written {claims}."""
    release = release_dataset(ROOT / "fixtures/wagner-mutiny", tmp_path_factory.mktemp("seed")).path
    paths = {path.stem: f"'{path.as_posix()}'" for path in (release / "parquet").glob("*.parquet")}
    return lambda query: duckdb.connect().execute(query.format(**paths)).fetchall()


def test_there_are_eighteen_events_of_one_source_and_seventeen_are_its_background(ask: Ask) -> None:
    assert ask("select count(*), min(n_sources), max(n_sources) from {events_flat}") == [(18, 1, 1)]
    assert ask("select count(*) from {relations} where type = 'background-of'") == [(17,)]


def test_who_rang_whom_by_telephone_and_when(ask: Ask) -> None:
    assert ask(
        "select subtype, initiators, recipients, date_text, date_part_of_day, date_start, date_end, date_basis, date_anchor"
        " from {events_flat} where id = '2023-06-24-putin-calls-lukashenko'"
    ) == [
        ("phone", "Vladimir Putin", "Alexander Lukashenko", "on the morning of 24 June", "morning",
         "2023-06-24T05:00:00+03:00", "2023-06-24T11:59:59+03:00", "year-inferred", "2023-06-24")
    ]  # fmt: skip


def test_the_chain_goes_from_the_article_through_belta_to_the_press_service(ask: Ask) -> None:
    assert ask(
        "select c.speaker_actor, h.position, h.actor, h.role from {claims} c join {claim_hops} h on h.claim = c.id"
        " where c.id like '%#call-told'"
    ) == [("lukashenko-press-service", 0, "belta", "relayer")]


def test_the_strike_is_claimed_by_one_side_and_disputed_by_the_other(ask: Ask) -> None:
    assert ask(
        "select type, verification, n_claims, n_denials from {events_flat} where subtype = 'missile-strike'"
    ) == [("assault", "disputed", 1, 1)]


def test_the_denial_answers_four_claims_and_it_is_not_clear_which_it_means(ask: Ask) -> None:
    assert ask(
        "select c.speaker_actor, c.act, count(*), min(l.stance), min(l.scope), max(l.scope) from {claim_links} l"
        " join {claims} c on c.id = l.claim group by all"
    ) == [("russian-defence-ministry", "denies", 4, "denies", "ambiguous", "ambiguous")]


@pytest.mark.parametrize(
    ("event_id", "verification"),
    [
        ("2023-06-24-putin-calls-lukashenko", "claimed"),
        ("2023-06-23-prigozhin-statement", "reported"),
        ("2023-06-23-missile-strike-on-wagner-camps", "disputed"),
        ("2023-06-shoigu-arrives-in-rostov", "disputed"),
        ("2023-06-operation-against-wagner", "disputed"),
        ("2023-06-24-march-of-wagner", "claimed"),
        ("2023-06-shoigu-flees-rostov", "disputed"),
        ("2023-06-prigozhin-threatens-shoigu", "reported"),
        ("2023-06-defence-ministry-speaks-of-provocation", "reported"),
        ("2023-06-24-armoured-vehicles-in-rostov", "reported"),
        ("2023-06-24-posts-of-armoured-vehicles", "reported"),
        ("2023-06-24-checkpoints-around-moscow", "reported"),
        ("2023-06-wagner-shoots-down-helicopters", "claimed"),
        ("2023-06-24-headquarters-surrounded", "reported"),
        ("2023-06-24-putin-address", "reported"),
        ("2023-06-24-attempted-rebellion", "claimed"),
        ("2023-06-24-moscow-mayor-announcement", "reported"),
        ("2023-06-24-counter-terrorism-operation-in-moscow", "claimed"),
    ],
)
def test_a_reader_agrees_with_each_verification(ask: Ask, event_id: str, verification: str) -> None:
    assert ask(f"select verification from {{events_flat}} where id = '{event_id}'") == [(verification,)]


def test_the_number_of_the_march_has_no_reporter_and_a_hedge(ask: Ask) -> None:
    assert ask(
        "select q.best, q.low, q.text, c.act, c.hedge, c.speaker, e.status, e.n_origins from {quantities} q join {claims} c on c.id = q.claim"
        " join {events_flat} e on e.id = q.event_id where q.measure = 'participants'"
    ) == [(25000.0, None, "25,000 mercenaries", "alleges", "allegedly", None, "planned", 0)]


def test_the_helicopters_are_four_by_one_claim(ask: Ask) -> None:
    assert ask(
        "select q.best, q.object, c.speaker_actor from {quantities} q join {claims} c on c.id = q.claim where q.measure = 'aircraft'"
    ) == [(4.0, "helicopters", "yevgeny-prigozhin")]


def test_the_threat_and_the_request_are_acts_of_their_own(ask: Ask) -> None:
    assert ask("select id, act, speaker_actor from {claims} where act in ('threatens', 'requests') order by act") == [
        ("2023-06-24-march-of-wagner#not-a-coup", "requests", "yevgeny-prigozhin"),
        ("2023-06-prigozhin-threatens-shoigu#will-be-stopped", "threatens", "yevgeny-prigozhin"),
    ]


def test_seven_quotes_keep_the_words_as_printed(ask: Ask) -> None:
    assert {text for (text,) in ask("select text from {quotes} where fragment")} == {
        "restore justice", "military coup", "this creature will be stopped", "fighting for survival", "organise a rebellion",
    }  # fmt: skip
    assert ask("select count(*) from {quotes}") == [(7,)]


def test_every_quote_is_in_the_article(ask: Ask, shared: Path) -> None:
    article = (shared / "seed/article.txt").read_text(encoding="utf-8")
    assert [text for (text,) in ask("select text from {quotes}") if text not in article] == []


def test_every_text_as_printed_is_in_the_article(ask: Ask, shared: Path) -> None:
    article = (shared / "seed/article.txt").read_text(encoding="utf-8").casefold()
    printed = ask(
        "select date_text from {events_flat} where date_text is not null union all select name from {participants}"
        " union all select name from {event_places} union all select speaker from {claims} where speaker is not null"
        " union all select text from {quantities} union all select hedge from {claims} where hedge is not null"
    )
    assert [text for (text,) in printed if text.casefold().replace("'", "’") not in article.replace("'", "’")] == []


def test_offices_stand_apart_from_what_the_outlet_calls_people(ask: Ask) -> None:
    assert ask(
        "select distinct actor, position_held, descriptor from {participants} where position_held is not null or descriptor is not null order by all"
    ) == [
        ("alexander-lukashenko", None, "self-proclaimed president of Belarus"),
        ("sergei-shoigu", "Russian Defence Minister", None),
        ("sergey-sobyanin", "mayor of Moscow", None),
        ("vladimir-putin", "Russian President", None),
        ("vladimir-putin", None, "Russian dictator"),
        ("yevgeny-prigozhin", "Wagner Group leader", None),
    ]


def test_the_people_in_uniform_are_the_army_or_wagner(ask: Ask) -> None:
    assert ask(
        "select actor, certainty, alternative from {participants} where alternative is not null order by actor"
    ) == [
        ("russian-armed-forces", "possible", "people-in-uniform"),
        ("wagner-group", "possible", "people-in-uniform"),
    ]


def test_places_have_their_role_and_what_they_rest_on(ask: Ask) -> None:
    assert ask("select event_id, role, place, geonames from {event_places} where name = 'entrances to Moscow'") == [
        ("2023-06-24-checkpoints-around-moscow", "access-to", "moscow", 524901)
    ]
    assert ask("select name, basis, canonical_name from {event_places} where basis = 'anaphora' order by name") == [
        ("the capital", "anaphora", "Moscow"), ("the country", "anaphora", "Russia"),
    ]  # fmt: skip
    assert ask("select distinct canonical_name, geonames from {event_places} where name = 'Rostov'") == [
        ("Rostov-on-Don", 501175)
    ]


def test_media_are_described_only_and_their_posting_follows_the_statement(ask: Ask) -> None:
    assert ask("select kind, availability, platform, url from {media} order by kind") == [
        ("photo", "described-only", "Russian social media", None),
        ("video", "described-only", "Russian social media", None),
    ]
    assert ("2023-06-24-posts-of-armoured-vehicles", "2023-06-23-prigozhin-statement") in ask(
        "select event_id, event from {relations} where type = 'follows'"
    )


def test_the_operation_is_in_force_and_was_announced_by_the_mayor(ask: Ask) -> None:
    assert ask(
        "select e.status, c.act, c.speaker_actor, c.made_in from {events_flat} e join {claims} c on c.event_id = e.id"
        " where e.subtype = 'counter-terrorism-operation'"
    ) == [("in-force", "announces", "sergey-sobyanin", "2023-06-24-moscow-mayor-announcement")]


def test_what_is_not_stated_is_said_to_be_so(ask: Ask) -> None:
    assert ask("select count(*) > 30, count(distinct event_id) from {missing}") == [(True, 18)]


def test_every_actor_that_is_named_is_in_the_registry(ask: Ask) -> None:
    assert ask("select name from {participants} where actor is null") == [("they",)]
    assert ask("select count(*) from {claims} where speaker is not null and speaker_actor is null") == [(0,)]
    assert ask("select count(distinct actor_id) from {actor_names} where script = 'Cyrl'") == [(11,)]
