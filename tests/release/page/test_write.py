"""The page as a whole: self-contained, bounded, always the same, and holding what was released and no more."""

import hashlib
import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from regesta.release.edition import Edition
from regesta.release.page.front import bars
from regesta.release.page.write import page, write_page

Event = dict[str, Any]
MakeEvent = Callable[..., Event]
MakeEdition = Callable[..., Edition]
HOSTILE = (
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "<!--<script>", "]]>--></title></style>",
    '" onmouseover="alert(3)', "' onfocus='alert(4)' autofocus '", "<svg/onload=alert(5)>", "</text></svg><img src=x onerror=alert(6)>",
    "</desc><script>alert(7)</script>", "&lt;script&gt;", "${alert(8)}", "<bdi>", "a" * 150, "`onclick=alert(9)`",
)  # fmt: skip


DATA = "application/ld+json"


class Reader(HTMLParser):
    """What a browser would see: elements with their attributes, ids, and the text outside style and script."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.raw: dict[str, str] = {}
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.within = str(dict(attrs).get("type", tag)) if tag in ("style", "script") else ""

    def handle_endtag(self, tag: str) -> None:
        self.within = "" if tag in ("style", "script") else self.within

    def handle_data(self, data: str) -> None:
        if self.within:
            self.raw[self.within] = self.raw.get(self.within, "") + data
        else:
            self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def values(reader: Reader, name: str) -> list[str]:
    return [found for _, attrs in reader.elements if (found := attrs.get(name)) is not None]


def hostile_event(event: MakeEvent, text: str, index: int) -> Event:
    return event(
        index, id=f"hostile-{index}", title=text, summary=text, tags=["a"],
        date={"text": text, "edtf": text, "start": "2023-06-24", "end": "2023-06-24", "precision": "day"},
        places=[{"name": text, "role": "location", "country": "LV", "latitude": 56.9 + index, "longitude": 24.1, "precision": "settlement"}],
        participants=[{"name": text, "role": "initiator", "canonical_name": text + "x", "descriptor": text}],
        claims=[{"id": "c", "speaker": text, "act": "denies", "statement": text, "hedge": text, "source": "s", "about": "/title",
                 "via": [{"name": text, "role": "relayer"}], "assessed": {"status": "verified", "by": text, "basis": text}}],
        quotes=[{"text": text, "claim": "c", "language": "en"}],
        quantities=[{"measure": "persons", "object": text, "text": text, "unit": text}],
        media=[{"kind": "photo", "description": text, "url": 'https://x.example/"><script>alert(10)</script>'}],
        sources=[{"id": "s", "publisher": text, "title": text, "url": "javascript:alert(11)", "archive_url": "data:text/html,x"}],
    )  # fmt: skip


def test_the_page_is_written_beside_the_files(seed: Edition, tmp_path: Path) -> None:
    write_page(seed, tmp_path)
    assert (tmp_path / "index.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_what_changed_is_told_by_what_it_is(seed: Edition, tmp_path: Path) -> None:
    new = seed.content["events"][0]["id"]
    changes = [
        {"table": "events", "id": new, "change": "added"},
        {"table": "sources", "id": f"{new}#a", "change": "added"},
        {"table": "sources", "id": f"{new}#b", "change": "added"},
    ]
    text = read(page(replace(seed, changes=changes, previous="0.9.0"), tmp_path)).text
    assert "Since version 0.9.0: 1 event added, 2 sources added." in text


def test_the_same_edition_gives_the_same_page(seed: Edition, tmp_path: Path) -> None:
    assert page(seed, tmp_path) == page(seed, tmp_path)


def test_style_and_script_are_the_ones_that_the_policy_names(seed: Edition, tmp_path: Path) -> None:
    reader = read(page(seed, tmp_path))
    policy = next(attrs["content"] for tag, attrs in reader.elements if "http-equiv" in attrs) or ""
    for name in ("style", "script"):
        content = reader.raw[name]
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert sorted(reader.raw) == [DATA, "script", "style"]


def test_nothing_is_loaded_from_anywhere(seed: Edition, tmp_path: Path) -> None:
    reader = read(page(seed, tmp_path))
    loaded = [
        (tag, attrs) for tag, attrs in reader.elements if tag in ("img", "iframe", "object", "embed", "audio", "video")
    ]
    assert loaded == []
    assert values(reader, "src") == values(reader, "style") == values(reader, "srcdoc") == []
    assert "url(" not in reader.raw["style"]
    assert "@import" not in reader.raw["style"]
    links = {attrs.get("rel"): attrs.get("href") or "" for tag, attrs in reader.elements if tag == "link"}
    assert links.pop("icon").startswith("data:image/svg+xml,")
    assert links.keys() <= {"license", "cite-as", "describedby"}  # which a browser does not follow


def test_the_page_tells_programs_what_it_is(event: MakeEvent, edition: MakeEdition, tmp_path: Path) -> None:
    about = {"doi": "10.1002/(X)1:8<6::AID-A>2.0;2-O#x", "languages": ["fa", "en"]}
    reader = read(page(edition([event(0)], about), tmp_path))
    told = json.loads(reader.raw[DATA])
    where = "https://doi.org/10.1002/(X)1:8%3C6::AID-A%3E2.0;2-O%23x"
    assert (told["@type"], told["name"], told["version"]) == ("sc:Dataset", "Harbour events", "1.0.0")
    assert (told["identifier"], told["inLanguage"]) == (where, ["fa", "en"])
    links = {attrs.get("rel"): attrs.get("href") for tag, attrs in reader.elements if tag == "link"}
    assert (links["cite-as"], links["describedby"]) == (where, "croissant.json")
    assert links["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert "Languages of the textsPersian, English" in reader.text


@pytest.mark.parametrize("looked_up", [True, False])
def test_geonames_is_named_where_a_place_was_looked_up_there(
    looked_up: bool, event: MakeEvent, edition: MakeEdition, tmp_path: Path
) -> None:
    place = {"name": "Rostov-on-Don", "role": "location", **({"geonames": 501175} if looked_up else {})}
    assert ("GeoNames, CC BY 4.0" in page(edition([event(0, places=[place])]), tmp_path)) is looked_up


def test_no_element_has_a_handler(event: MakeEvent, edition: MakeEdition, tmp_path: Path) -> None:
    events = [hostile_event(event, text, index) for index, text in enumerate(HOSTILE)]
    reader = read(page(edition(events, {"title": HOSTILE[0], "description": HOSTILE[1]}), tmp_path))
    assert [name for _, attrs in reader.elements for name in attrs if name.startswith("on")] == []
    assert [attrs.get("type") for tag, attrs in reader.elements if tag == "script"] == [DATA, None]
    told = json.loads(reader.raw[DATA])
    assert (told["name"], told["description"]) == (HOSTILE[0], HOSTILE[1])
    assert {tag for tag, _ in reader.elements}.isdisjoint({"img", "iframe"})


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_it_is(text: str, event: MakeEvent, edition: MakeEdition, tmp_path: Path) -> None:
    reader = read(page(edition([hostile_event(event, text, 0)]), tmp_path))
    assert reader.text.count(text) >= 8


def test_only_web_addresses_are_links(event: MakeEvent, edition: MakeEdition, tmp_path: Path) -> None:
    reader = read(page(edition([hostile_event(event, "x", 0), event(1)]), tmp_path))
    outside = [
        (attrs.get("href") or "", attrs.get("rel"))
        for tag, attrs in reader.elements
        if tag == "a" and ":" in (attrs.get("href") or "")
    ]
    assert all(href.startswith("https://") and rel == "noopener noreferrer" for href, rel in outside)
    assert any(href.startswith("https://news.example/") for href, _ in outside)


@pytest.mark.parametrize("number", [0, 1, 59, 61, 300])
def test_every_event_has_one_anchor_and_every_jump_a_target(
    number: int, event: MakeEvent, edition: MakeEdition, tmp_path: Path
) -> None:
    events = [event(index) for index in range(number)]
    reader = read(page(edition(events), tmp_path))
    ids = values(reader, "id")
    assert len(ids) == len(set(ids))
    assert {f"event/{e['id']}" for e in events} == {own for own in ids if own.startswith("event/")}
    assert {href[1:] for href in values(reader, "href") if href.startswith("#")} <= set(ids)
    assert set(values(reader, "aria-labelledby")) <= set(ids)


def test_two_thousand_events_take_less_than_a_megabyte_and_all_are_there(many: Edition, tmp_path: Path) -> None:
    events = many.content["events"]
    html = page(many, tmp_path)
    assert len(html.encode()) < 1_000_000
    anchors = set(re.findall(r'id="event/([^"]+)"', html))
    assert anchors == {e["id"] for e in events}
    cards = set(re.findall(r'<h3 id="event/([^"]+)"', html))
    disputed = {e["id"] for e in events if e["verification"] == "disputed"}
    assert 100 < len(cards) < 2000
    assert disputed <= cards or cards <= disputed


@pytest.mark.long
def test_beyond_what_the_table_holds_the_page_says_so_and_names_the_files(
    event: MakeEvent, edition: MakeEdition, tmp_path: Path
) -> None:
    html = page(edition([event(index) for index in range(2100)]), tmp_path)
    assert "The table shows the first 2,000 of 2,100 events." in html
    assert 'href="json/events.jsonl"' in html
    assert len(html.encode()) < 1_000_000


@pytest.mark.long
def test_long_titles_do_not_make_the_page_too_large(event: MakeEvent, edition: MakeEdition, tmp_path: Path) -> None:
    events = [event(index, title=("Ж" * 9 + " ") * 20, summary="Ж" * 3000) for index in range(2000)]
    assert len(page(edition(events), tmp_path).encode()) < 1_000_000


def test_every_file_of_the_release_is_linked(seed: Edition, tmp_path: Path) -> None:
    for name in (
        "csv/events_flat.csv",
        "json/events.jsonl",
        "geo/events.geojson",
        "schema/event.schema.json",
        "odd name#1.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    links = set(values(read(page(seed, tmp_path)), "href"))
    expected = {
        "csv/events_flat.csv",
        "json/events.jsonl",
        "geo/events.geojson",
        "schema/event.schema.json",
        "odd%20name%231.txt",
    }
    assert expected | {"manifest.json", "SHA256SUMS"} <= links
    assert "index.html" not in links


def test_what_is_withheld_is_named_as_withheld_and_is_not_there(
    event: MakeEvent, edition: MakeEdition, tmp_path: Path
) -> None:
    public = event(
        0, participants=[{"role": "victim"}], missing=[{"field": "/participants/0/name", "reason": "withheld"}]
    )
    html = page(edition([public]), tmp_path)
    assert "<dt>Withheld<dd>Participants: name</div>" in html


def test_the_settings_of_the_dataset_beyond_its_description_are_not_there(
    event: MakeEvent, edition: MakeEdition, tmp_path: Path
) -> None:
    made = edition([event(0)])
    secret = {**made.dataset.settings, "release": {"withhold": ["/places/0/name?role=secret-role"]}}
    object.__setattr__(made.dataset, "settings", secret)
    object.__setattr__(made.dataset, "actors", [{"id": "hidden-actor", "name": "Hidden Actor"}])
    html = page(made, tmp_path)
    assert "secret-role" not in html
    assert "Hidden Actor" not in html


def test_withdrawn_events_keep_their_anchor(event: MakeEvent, edition: MakeEdition, tmp_path: Path) -> None:
    gone = [{"id": "gone", "at": "2026-01-02", "reason": "duplicate", "replaced_by": ["kept"]}]
    html = page(edition([event(0, id="kept")], withdrawn=gone), tmp_path)
    assert (
        '<tr id="event/gone"><th scope="row"><code>gone</code><td>Duplicate<td>2026-01-02<td><code>kept</code>' in html
    )


def test_the_top_says_what_it_is_and_how_to_cite_it(event: MakeEvent, edition: MakeEdition, tmp_path: Path) -> None:
    text = read(page(edition([event(0)]), tmp_path)).text
    for part in (
        "Harbour events",
        "CC-BY-4.0",
        "25 November 2026",
        "Curator, Anna",
        "10.5281/zenodo.1234567",
        "sha256sum -c SHA256SUMS",
    ):
        assert part in text
    cited = "Curator, Anna (2026): Harbour events. Version 1.0.0 [data set]. https://doi.org/10.5281/zenodo.1234567"
    assert cited in text


def test_the_seed_tells_who_denies_what_and_that_the_scope_is_ambiguous(seed: Edition, tmp_path: Path) -> None:
    html = page(seed, tmp_path)
    card = html.partition('id="event/2023-06-23-missile-strike-on-wagner-camps"')[2].partition("</details>")[0]
    for part in (
        "Yevgeny Prigozhin",
        "asserts",
        "Ministry of Defence of Russia",
        "denies",
        "scope ambiguous",
        "Disputed",
    ):
        assert part in card
    call = html.partition('<h3 id="event/2023-06-24-putin-calls-lukashenko"')[2].partition("</details>")[0]
    assert re.search(r"through <b>[^<]*Bel", call)


def test_what_a_release_has_none_of_is_no_figure(event: MakeEvent, edition: MakeEdition, tmp_path: Path) -> None:
    html = page(edition([event(0, places=[], claims=[], n_denials=0)]), tmp_path)
    figures = html.partition('<dl class="figures">')[2].partition("</dl>")[0]
    assert re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", figures) == [("event", "1")]


def test_counts_beyond_a_dozen_are_summed_up() -> None:
    made = bars("By country", {f"C{i:02}": 20 - i for i in range(15)})
    assert made.count("<rect") == 12
    assert '<th scope="row">3 others<td class="n">21' in made


def test_speakers_are_counted_with_their_denials(seed: Edition, tmp_path: Path) -> None:
    claims = page(seed, tmp_path).partition('<section id="who-says-so"')[2]
    denials = claims.partition("<caption>Of these, denials</caption>")[2].partition("</table>")[0]
    assert '<th scope="row">Ministry of Defence of Russia<td class="n">1' in denials
    assert "Prigozhin" not in denials


def test_a_speaker_in_capitals_or_not_is_one(event: MakeEvent, edition: MakeEdition, tmp_path: Path) -> None:
    said = [[{"id": "c", "act": "asserts", "speaker": name}] for name in ("police", "Police", "police")]
    made = page(edition([event(index, claims=claims) for index, claims in enumerate(said)]), tmp_path)
    claims = made.partition("<caption>Claims by speaker</caption>")[2].partition("</table>")[0]
    assert '<th scope="row">police<td class="n">3' in claims
    assert ">Police<" not in claims


def test_a_speaker_who_is_withheld_is_not_taken_for_the_source(
    event: MakeEvent, edition: MakeEdition, tmp_path: Path
) -> None:
    claims = [{"id": "no", "act": "denies", "speaker": "police"}, {"id": "seen", "act": "asserts"}]
    answer = {"id": "too", "act": "confirms", "responds_to": [{"claim": "e0#seen", "stance": "confirms"}]}
    hidden = [{"field": "/claims/1/speaker", "reason": "withheld"}]
    first = event(0, id="e0", claims=claims, missing=hidden)
    second = event(1, claims=[answer], missing=[{"field": "/claims/0/speaker", "reason": "withheld"}])
    made = page(edition([first, second]), tmp_path)
    assert "The source itself" not in made
    assert '<th scope="row">Name withheld<td class="n">2' in made
    assert '<b>Name withheld</b> <span class="act confirms">' in made


@pytest.mark.long
def test_the_page_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; from pathlib import Path; sys.path.insert(0, sys.argv[1]); from tests.release.page import conftest as c;"
        "from regesta.release.page.write import page;"
        "made = page(c.make_edition([c.make_event(i) for i in range(70)]), Path(sys.argv[2]));"
        "print(hashlib.sha256(made.encode()).hexdigest())"
    )
    root = str(Path(__file__).parents[3])
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, root, str(tmp_path)],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_names_and_addresses_run_their_own_way_whatever_stands_beside_them(
    event: MakeEvent, edition: MakeEdition, tmp_path: Path
) -> None:
    who = [{"name": name, "role": "party"} for name in ("حلمي", "Nour", "דנה", "Sami")]
    made = page(edition([event(0, participants=who)], {"title": "سجل الأحداث"}), tmp_path)
    assert "<td><bdi>حلمي</bdi>, Nour, <bdi>דנה</bdi> and 1 more<td" in made
    assert " <bdi>https://doi.org/10.5281/zenodo.1234567</bdi></p>" in made
