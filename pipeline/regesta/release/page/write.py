"""index.html: one page that shows a release to a reader, in one file, without network and, but for a filter, script."""

import hashlib
from base64 import b64encode
from collections import Counter
from functools import lru_cache
from pathlib import Path

from regesta.release.describe.about import doi_url, from_geonames, licence_url
from regesta.release.describe.croissant import schema_org
from regesta.release.edition import Edition
from regesta.release.page.cards import chosen
from regesta.release.page.files import PAGE, check, files
from regesta.release.page.front import bars, cite, counts, header, verification
from regesta.release.page.html import address, attribute, data, file_link, text
from regesta.release.page.map import maps
from regesta.release.page.seen import Seen, look_through
from regesta.release.page.speakers import speakers
from regesta.release.page.table import fitting, table
from regesta.release.page.timeline import timeline
from regesta.release.page.words import Words
from regesta.report.text import plural

SIZE = 970_000  # bytes that a page takes at most; cards are left out first

_CONTEXT = {
    "@vocab": "https://schema.org/", "sc": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("identifier", "sameAs", "url")},
}  # fmt: skip
_ICON = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M2 3h12v2H2zm0 4h8v2H2zm0 4h10v2H2z' fill='%2300796b'/%3E%3C/svg%3E"  # noqa: E501 - one address


def write_page(edition: Edition, folder: Path) -> None:
    """Write index.html, after every other file that it links to save the manifest and the checksums."""
    (folder / PAGE).write_text(page(edition, folder), encoding="utf-8", newline="\n")


def page(edition: Edition, folder: Path) -> str:
    """The page as HTML: always the same for the same edition and the same files in the folder."""
    seen = look_through(edition)
    rows = fitting(Words(edition), seen.first)
    words = Words(edition, seen.first[: len(rows)])
    sections = {
        "Verification": verification(words, seen.marks, seen.events),
        "Timeline": timeline(seen.spans, seen.first, seen.events),
        "Map": maps(seen.placed, seen.events),
        "Types and countries": _kinds(words, seen),
        "Events": "",
        "Who says so": "",
        "Withdrawn": _withdrawn(words),
        "Files": files(edition, folder),
        "Check and cite": check(edition) + cite(edition.dataset.about),
    }
    said, told = speakers(words), _for_harvesters(edition)
    used = len(
        (_whole(edition, seen, sections, told) + table(words, rows, ()) + _cards(words, seen, said, {})).encode()
    )
    cards = chosen(words, words.shown, seen.answers, SIZE - used)
    sections["Events"] = _shown(len(rows), seen.events) + table(words, rows, cards)
    sections["Who says so"] = _cards(words, seen, said, cards)
    return _whole(edition, seen, sections, told)


def _kinds(words: Words, seen: Seen) -> str:
    types: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for code, count in seen.types.items():
        types[words.label("event-types", code)] += count
    for code, count in seen.placed.countries.items():
        places[words.country(code)] += count
    counted = "An event counts in the country of each of its places, one that is only mentioned too."
    note = f"<p>{plural(seen.placed.nowhere, 'event')} without a country. {counted}</p>"
    return f'<div class="two"><div>{bars("By type", types)}</div><div>{bars("By country", places)}{note}</div></div>'


def _shown(rows: int, events: int) -> str:
    if rows == events:
        return ""
    return f'<p class="limit">The table shows the first {rows:,} of {events:,} events. All of them are in {_ALL}.</p>'


def _cards(words: Words, seen: Seen, said: str, cards: dict[str, str]) -> str:
    told = (
        f'<p class="limit">{len(cards):,} of {seen.events:,} events are shown in full, those with claims before '
        f"the others and disputed ones first. All of them are in {_ALL}.</p>"
        if len(cards) < seen.events
        else ""
    )
    shown = "".join(cards[event["id"]] for event in words.shown if event["id"] in cards)
    return f"{_INTRO}{said}{told}{shown}"


_INTRO = "<p>Each event with the claims about it: who speaks, through whom, who answers, and the words as spoken.</p>"
_ALL = f'{file_link("json/events.jsonl")} and in the <a href="#files">tables</a>'


def _withdrawn(words: Words) -> str:
    rows = "".join(
        f'<tr id="event/{attribute(row["id"])}"><th scope="row"><code>{text(row["id"])}</code>'
        f"<td>{text(words.label('withdrawal-reasons', row.get('reason', '')))}<td>{text(row.get('at', ''))}"
        f"<td>{', '.join(f'<code>{text(other)}</code>' for other in row.get('replaced_by', ()))}"
        for row in words.edition.content["withdrawn"][:500]
    )
    head = "".join(f'<th scope="col">{name}' for name in ("Id", "Reason", "Day", "Replaced by"))
    note = f"<p>These ids go on resolving; all of them are in {file_link('json/withdrawn.jsonl')}.</p>"
    return f'{note}<table class="gone"><thead><tr>{head}</thead><tbody>{rows}</tbody></table>' if rows else ""


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _whole(edition: Edition, seen: Seen, sections: dict[str, str], told: str) -> str:
    about = edition.dataset.about
    named = {name: content for name, content in sections.items() if content or name != "Withdrawn"}
    links = "".join(f'<li><a href="#{_slug(name)}">{name}</a></li>' for name in named)
    title = f"{about['title']} {about['version']}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n'
        f"<head>{_head(title, str(about.get('description', title)))}\n{told}</head>\n<body>\n"
        f'<a class="skip" href="#events">Skip to the events</a>\n<header>{header(about)}{counts(edition, seen)}'
        f'<nav aria-label="Sections"><ul>{links}</ul></nav></header>\n'
        f"<main>{''.join(map(_section, named.keys(), named.values()))}</main>\n"
        f"<footer><p>{text(title)}. Made with regesta. {_credits(edition)}</p></footer>\n"
        f"<script>{_data('page.js')}</script>\n</body>\n</html>\n"
    )


def _section(name: str, content: str) -> str:
    slug = _slug(name)
    return f'<section id="{slug}" aria-labelledby="h-{slug}"><h2 id="h-{slug}">{name}</h2>{content}</section>\n'


def _head(title: str, description: str) -> str:
    return (
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{text(title)}</title>\n'
        f'<meta name="description" content="{attribute(" ".join(description.split())[:300])}">\n'
        f'<link rel="icon" href="{_ICON}">\n<style>{_data("page.css")}</style>'
    )


def _for_harvesters(edition: Edition) -> str:
    """What the page says to programs: the dataset in the terms of schema.org, and where its descriptions are."""
    about = edition.dataset.about
    urls = {"cite-as": doi_url(about), "license": licence_url(about["licence"])}
    linked = "".join(f'<link rel="{rel}" href="{address(url)}">\n' for rel, url in urls.items() if url is not None)
    told = {"@context": _CONTEXT, "@type": "sc:Dataset"}
    return (
        f'{linked}<link rel="describedby" type="application/ld+json" href="croissant.json">\n'
        f'<script type="application/ld+json">{data({**told, **schema_org(edition)})}</script>\n'
    )


def _credits(edition: Edition) -> str:
    """Where land and places come from."""
    return "Land: Natural Earth, public domain." + (" Places: GeoNames, CC BY 4.0." if from_geonames(edition) else "")


def policy() -> str:
    """The content security policy: nothing but the page's own style and script, known by their hashes."""
    style, script = (
        b64encode(hashlib.sha256(_data(name).encode()).digest()).decode() for name in ("page.css", "page.js")
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@lru_cache
def _data(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
