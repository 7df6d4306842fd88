"""The top of the page: what the dataset is, how to cite it, how much it holds, what its marks mean."""

from collections.abc import Iterator, Mapping

from regesta.check.languages import name_of
from regesta.release.describe.about import About, citation, doi_url, licence_url
from regesta.release.describe.changelog import what_changed
from regesta.release.edition import Edition
from regesta.release.page.dates import day
from regesta.release.page.html import attribute, link, own, text
from regesta.release.page.seen import Seen
from regesta.release.page.words import Words, badge
from regesta.report.text import plural

MOST = 12  # rows of a table of counts


def header(about: About) -> str:
    """Title, description, facts, and how to cite."""
    parts = str(about.get("description", "")).split("\n\n")
    lead = "".join(f"<p>{own(' '.join(part.split()))}</p>" for part in parts if part.strip())
    terms = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _facts(about) if value)
    return (
        f'<p class="kicker">Dataset</p><h1 dir="auto">{text(about["title"])}</h1><div class="lead">{lead}</div>'
        f'<dl class="about">{terms}</dl>'
        f'<div class="cite"><span>Cite as</span><p id="citation" dir="auto">{_cited(about)}</p></div>'
    )


def _cited(about: About) -> str:
    """The citation, in which an address runs from left to right whatever the title does."""
    told, where = citation(about), doi_url(about) or about.get("homepage")
    return text(told) if where is None else f"{text(told.removesuffix(where))}<bdi>{text(where)}</bdi>"


def _facts(about: About) -> Iterator[tuple[str, str]]:
    yield "Version", text(about["version"])
    yield "Released", text(day(about["released"])) if "released" in about else ""
    yield "Licence", _licence(about["licence"])
    yield "By", ", ".join(_creator(creator) for creator in about.get("creators", ()))
    yield "DOI", link(doi_url(about), text(about["doi"])) if "doi" in about else ""
    yield "Home page", link(about["homepage"], text(about["homepage"])) if "homepage" in about else ""
    yield "Languages of the texts", text(", ".join(map(name_of, about.get("languages", ()))))
    yield "Keywords", own(", ".join(about.get("keywords", ())))


def _creator(creator: About) -> str:
    name = own(creator["name"])
    shown = link(f"https://orcid.org/{creator['orcid']}", name) if "orcid" in creator else name
    return shown + (f" ({own(creator['affiliation'])})" if "affiliation" in creator else "")


def _licence(licence: str) -> str:
    """The licence; a link to its text where it is one of the SPDX list."""
    return link(licence_url(licence), text(licence))


def cite(about: About) -> str:
    """What to mind when citing."""
    return (
        "<h3>Cite</h3><p>Say which version you used: a released version never changes. Cite a single event by "
        f"its id, as <code>{text(about['name'])} {text(about['version'])}, event ID</code>. Credit the "
        "sources of an event too: the table <code>event_sources</code> names them.</p>"
    )


def counts(edition: Edition, seen: Seen) -> str:
    """The figures of the release at a glance; of what it has none of, none but that of its events."""
    figures = [
        (len(edition.content["events"]), "event", "events"),
        (edition.tables["claims"].num_rows, "claim", "claims"),
        (seen.denials, "denial that counts", "denials that count"),
        (len(edition.content["sources"]), "source", "sources"),
        (len(edition.content["actors"]), "actor", "actors"),
        (len(seen.placed.countries), "country", "countries"),
    ]
    shown = [figure for figure in figures if figure[0] or figure[1] == "event"]
    items = "".join(f"<div><dt>{one if n == 1 else many}</dt><dd>{n:,}</dd></div>" for n, one, many in shown)
    return f'<dl class="figures">{items}</dl>{_history(edition)}'


def _history(edition: Edition) -> str:
    """What is different from the release before, and what was withdrawn."""
    withdrawn = len(edition.content["withdrawn"])
    told = [f"{plural(withdrawn, 'event')} withdrawn; the ids go on resolving, see below."] if withdrawn else []
    if edition.previous is not None:
        told.append(f"Since version {edition.previous}: {what_changed(edition.changes)}.")
    return f"<p>{text(' '.join(told))}</p>" if told else ""


def verification(words: Words, count: Mapping[str, int], events: int) -> str:
    """How many of so many events bear each mark, as a strip, and what each mark means."""
    codes = words.contract.vocabulary("verifications")
    rows = "".join(
        f'<tr><th scope="row">{badge(words, code)}<td>{count.get(code, 0):,}<td>{text(row["description"])}'
        for code, row in codes.items()
    )
    head = '<tr><th scope="col">Mark<th scope="col">Events<th scope="col">Meaning'
    return (
        "<p>A record says what is told to have happened, not that it did. Each event bears a mark that is computed "
        "from the claims about it: who supports it, who denies it.</p>"
        f"{_strip({code: count.get(code, 0) / max(events, 1) * 100 for code in codes})}"
        f'<table class="marks"><thead>{head}</thead><tbody>{rows}</tbody></table>'
    )


def _strip(shares: Mapping[str, float]) -> str:
    """Shares in percent as one strip, side by side."""
    x, pieces = 0.0, []
    for code, width in shares.items():
        rect = f'<rect class="sure" x="{x:.2f}%" width="{width:.2f}%" height="14"/>'
        pieces += [f'<g class="{attribute(code)}">{rect}</g>'] if width else []
        x += width
    return f'<svg class="strip" width="100%" height="14" aria-hidden="true">{"".join(pieces)}</svg>'


def bars(title: str, found: Mapping[str, int], counted: str = "Events") -> str:
    """Counts as a table with a bar in each row, the largest first; those beyond MOST are summed up."""
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    top = max(found.values(), default=1)
    rows = "".join(
        f'<tr><th scope="row">{own(name)}<td class="n">{count:,}<td class="bar">'
        '<svg width="100%" height="12" aria-hidden="true">'
        f'<rect class="sure" width="{count / top * 100:.1f}%" height="12" rx="1"/></svg>'
        for name, count in ranked[:MOST]
    )
    rest = ranked[MOST:]
    rows += (
        f'<tr><th scope="row">{plural(len(rest), "other")}<td class="n">{sum(dict(rest).values()):,}<td>'
        if rest
        else ""
    )
    head = f'<tr><th scope="col">{text(title)}<th scope="col">{text(counted)}<td>'
    return (
        f'<table class="counted"><caption>{text(title)}</caption><thead class="away">{head}</thead>'
        f"<tbody>{rows}</tbody></table>"
    )
