"""Typed classes of an event, for people who write extractors. Generated from the contract: do not edit."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, RootModel
from regesta.typed import Typed


class Slug(RootModel[str]):
    root: Annotated[
        str, Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Slug')
    ]
    """
    Lower-case ASCII letters, digits and hyphens; 1 to 96 characters.
    """


class Line(RootModel[str]):
    root: Annotated[str, Field(min_length=1, title='Text')]
    """
    One line of text.
    """


class Country(RootModel[str]):
    root: Annotated[str, Field(pattern='^[A-Z]{2}$', title='Country')]
    """
    A two-letter country code.
    """


class EventDate(Typed):
    """
    A date as an interval: its text, its bounds, and how precise it is.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    text: Annotated[str | None, Field(min_length=1, title='Text')] = None
    """
    As printed.
    """
    edtf: Annotated[str | None, Field(min_length=1, title='EDTF')] = None
    """
    The date in EDTF, level 0 to 2; finer than a day: the date-time of its start, with offset; a part of a day: the day.
    """
    start: Annotated[
        str | None,
        Field(
            pattern='^(?:-?[0-9]{4}|[-+][0-9]{5,})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[-+](?:0[0-9]|1[0-9]):[0-5][0-9]))?$',
            title='Start',
        ),
    ] = None
    """
    The first day or instant; absent where open or unknown.
    """
    end: Annotated[
        str | None,
        Field(
            pattern='^(?:-?[0-9]{4}|[-+][0-9]{5,})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[-+](?:0[0-9]|1[0-9]):[0-5][0-9]))?$',
            title='End',
        ),
    ] = None
    """
    The last day or instant, inclusive; absent where open or unknown.
    """
    precision: Annotated[
        Literal['second', 'minute', 'hour', 'part-of-day', 'day', 'week', 'month', 'season', 'year', 'decade', 'century', 'interval', 'within', 'open', 'unknown'] | None,
        Field(title='Precision'),
    ] = None
    """
    How fine the date is.
    """
    part_of_day: Annotated[
        Literal['night', 'morning', 'midday', 'afternoon', 'evening'] | None,
        Field(title='Part of day'),
    ] = None
    """
    The part of the day that was printed; the dataset states its hours.
    """
    timezone: Annotated[str | None, Field(min_length=1, title='Time zone')] = None
    """
    The zone in which clock times and parts of the day are read.
    """
    approximate: Annotated[bool | None, Field(title='Approximate')] = None
    """
    The source says about, circa (EDTF ~).
    """
    uncertain: Annotated[bool | None, Field(title='Uncertain')] = None
    """
    The source is not sure of the date (EDTF ?).
    """
    basis: Annotated[
        Literal['stated', 'relative', 'year-inferred', 'inferred'] | None,
        Field(title='Basis'),
    ] = None
    """
    Where the date comes from: printed, or worked out.
    """
    anchor: Annotated[
        str | None,
        Field(
            pattern='^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
            title='Anchor',
        ),
    ] = None
    """
    The day against which the text was read.
    """
    order: Annotated[Literal['dmy', 'mdy', 'ymd'] | None, Field(title='Order')] = None
    """
    How a date of numbers only is to be read.
    """
    calendar: Annotated[Literal['julian'] | None, Field(title='Calendar')] = None
    """
    julian where the text is in the Julian calendar; edtf, start and end are Gregorian always.
    """


class Place(Typed):
    """
    A place of the event, in one role.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    name: Annotated[str | None, Field(min_length=1, title='Name')] = None
    """
    As printed.
    """
    canonical_name: Annotated[
        str | None, Field(min_length=1, title='Canonical name')
    ] = None
    """
    The name in the registry or the gazetteer.
    """
    role: Annotated[
        Literal['location', 'origin', 'destination', 'target', 'access-to', 'mentioned'] | None,
        Field(title='Role'),
    ] = 'location'
    """
    What the place is to the event.
    """
    place: Annotated[
        str | None,
        Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Registry place'),
    ] = None
    """
    Its id in the registry of places.
    """
    country: Annotated[str | None, Field(pattern='^[A-Z]{2}$', title='Country')] = None
    """
    The country, by law.
    """
    claimed_by: Annotated[
        list[Country] | None, Field(min_length=1, title='Claimed by')
    ] = None
    """
    Other countries that claim or hold the place.
    """
    admin1: Annotated[
        str | None, Field(pattern='^[A-Z]{2}-[A-Z0-9]{1,3}$', title='First-level unit')
    ] = None
    """
    The code of the first-level unit (state, oblast, province).
    """
    admin1_name: Annotated[
        str | None, Field(min_length=1, title='First-level unit, name')
    ] = None
    """
    The name of the first-level unit.
    """
    admin2_name: Annotated[
        str | None, Field(min_length=1, title='Second-level unit, name')
    ] = None
    """
    The name of the second-level unit (county, raion).
    """
    geonames: Annotated[int | None, Field(ge=1, title='GeoNames')] = None
    """
    Its number in GeoNames.
    """
    wikidata: Annotated[
        str | None, Field(pattern='^Q[1-9][0-9]*$', title='Wikidata')
    ] = None
    """
    Its Wikidata item.
    """
    latitude: Annotated[float | None, Field(ge=-90.0, le=90.0, title='Latitude')] = None
    """
    Degrees north.
    """
    longitude: Annotated[
        float | None, Field(ge=-180.0, le=180.0, title='Longitude')
    ] = None
    """
    Degrees east.
    """
    precision: Annotated[
        Literal['exact', 'settlement', 'near', 'admin2', 'admin1', 'area', 'country', 'region'] | None,
        Field(title='Precision'),
    ] = None
    """
    How exact the place is.
    """
    basis: Annotated[
        Literal['stated', 'anaphora', 'contextual'] | None, Field(title='Basis')
    ] = None
    """
    How the source points to the place.
    """


class Participant(Typed):
    """
    Someone who took part, in one role.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    name: Annotated[str, Field(min_length=1, title='Name')]
    """
    As printed.
    """
    role: Annotated[
        Literal['initiator', 'recipient', 'party', 'speaker', 'addressee', 'target', 'victim', 'mediator', 'commander', 'witness', 'mentioned'],
        Field(title='Role'),
    ]
    """
    What they were in the event.
    """
    actor: Annotated[
        str | None,
        Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Actor'),
    ] = None
    """
    Their id in the registry of actors.
    """
    canonical_name: Annotated[
        str | None, Field(min_length=1, title='Canonical name')
    ] = None
    """
    The name in the registry; else the printed name without office and descriptor.
    """
    kind: Annotated[
        Literal['person', 'state', 'state-body', 'armed-force', 'armed-group', 'organisation', 'political-party', 'media-outlet', 'population', 'unknown'] | None,
        Field(title='Kind'),
    ] = None
    """
    What kind of actor they are.
    """
    wikidata: Annotated[
        str | None, Field(pattern='^Q[1-9][0-9]*$', title='Wikidata')
    ] = None
    """
    Their Wikidata item.
    """
    country: Annotated[str | None, Field(pattern='^[A-Z]{2}$', title='Country')] = None
    """
    The country they belong to.
    """
    position: Annotated[str | None, Field(min_length=1, title='Position')] = None
    """
    The office held, all printed words of it.
    """
    descriptor: Annotated[str | None, Field(min_length=1, title='Descriptor')] = None
    """
    What the outlet calls them.
    """
    side: Annotated[str | None, Field(min_length=1, title='Side')] = None
    """
    A label shared by those on one side.
    """
    certainty: Annotated[
        Literal['certain', 'probable', 'possible'] | None, Field(title='Certainty')
    ] = None
    """
    How sure the source is that it was they.
    """
    alternative: Annotated[str | None, Field(min_length=1, title='Alternative')] = None
    """
    A label: participants that share it are alternatives, one or the other.
    """


class Quantity(Typed):
    """
    A number of something: low, best and high.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    measure: Annotated[
        Literal['killed', 'injured', 'detained', 'displaced', 'persons', 'participants', 'vehicles', 'aircraft', 'weapons', 'money', 'distance', 'duration', 'other'],
        Field(title='Measure'),
    ]
    """
    What is counted or measured.
    """
    object: Annotated[str | None, Field(min_length=1, title='Object')] = None
    """
    Of what or of whom; the entry without it is the total of its measure and claim.
    """
    low: Annotated[float | None, Field(title='Low')] = None
    """
    The least it can be; blank where that is not told, which is not 0.
    """
    best: Annotated[float | None, Field(title='Best')] = None
    """
    The best single figure.
    """
    high: Annotated[float | None, Field(title='High')] = None
    """
    The most it can be; blank where that is not told.
    """
    unit: Annotated[str | None, Field(min_length=1, title='Unit')] = None
    """
    The unit of measurement, or the currency.
    """
    qualifier: Annotated[
        Literal['exactly', 'at-least', 'at-most', 'about'] | None,
        Field(title='Qualifier'),
    ] = None
    """
    How the number was qualified, only as printed.
    """
    text: Annotated[str | None, Field(min_length=1, title='Text')] = None
    """
    As printed.
    """
    claim: Annotated[
        str | None,
        Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Claim'),
    ] = None
    """
    The claim that reports it.
    """


class Hop(Typed):
    """
    One of those who passed a claim on.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    name: Annotated[str, Field(min_length=1, title='Name')]
    """
    As printed.
    """
    actor: Annotated[
        str | None,
        Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Actor'),
    ] = None
    """
    Their id in the registry of actors.
    """
    role: Annotated[Literal['relayer', 'spokesperson', 'witness'], Field(title='Role')]
    """
    How they passed it on.
    """


class Answer(Typed):
    """
    A claim that is answered, and how.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    claim: Annotated[
        str,
        Field(
            pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?#[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$',
            title='Claim',
        ),
    ]
    """
    The claim that is answered, as event-id#claim-id.
    """
    stance: Annotated[
        Literal['denies', 'confirms', 'corrects', 'qualifies', 'retracts'],
        Field(title='Stance'),
    ]
    """
    What the answer does to it.
    """
    scope: Annotated[Literal['explicit', 'ambiguous'] | None, Field(title='Scope')] = (
        None
    )
    """
    Whether the answer names what it answers.
    """


class Assessment(Typed):
    """
    A check of a claim by the dataset.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    status: Annotated[
        Literal['verified', 'refuted', 'unverified'], Field(title='Status')
    ]
    """
    What the check found.
    """
    by: Annotated[str | None, Field(min_length=1, title='By')] = None
    """
    Who checked it.
    """
    at: Annotated[
        str | None,
        Field(
            pattern='^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
            title='At',
        ),
    ] = None
    """
    The day it was checked.
    """
    basis: Annotated[str | None, Field(min_length=1, title='Basis')] = None
    """
    What the finding rests on.
    """


class Quote(Typed):
    """
    Words as spoken.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    text: Annotated[str, Field(min_length=1, title='Text')]
    """
    Exactly as printed.
    """
    claim: Annotated[
        str | None,
        Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Claim'),
    ] = None
    """
    The claim that the words make; its speaker is the quote's.
    """
    speaker: Annotated[str | None, Field(min_length=1, title='Speaker')] = None
    """
    Who spoke, as printed, where no claim tells.
    """
    speaker_actor: Annotated[
        str | None,
        Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Speaker, actor'),
    ] = None
    """
    The speaker's id in the registry of actors.
    """
    language: Annotated[
        str | None,
        Field(pattern='^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$', title='Language'),
    ] = None
    """
    The language of the text.
    """
    translated: Annotated[bool | None, Field(title='Translated')] = None
    """
    The text is a translation of what was said.
    """
    fragment: Annotated[bool | None, Field(title='Fragment')] = None
    """
    The text is less than a sentence.
    """
    source: Annotated[
        str | None,
        Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Source'),
    ] = None
    """
    The source in which it is printed: its id in sources.
    """


class MediaVerification(Typed):
    """
    Whether its place and its time were found.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    geolocated: Annotated[bool | None, Field(title='Geolocated')] = None
    """
    The place it shows was found.
    """
    chronolocated: Annotated[bool | None, Field(title='Chronolocated')] = None
    """
    The time it shows was found.
    """
    by: Annotated[str | None, Field(min_length=1, title='By')] = None
    """
    Who found it.
    """
    at: Annotated[
        str | None,
        Field(
            pattern='^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
            title='At',
        ),
    ] = None
    """
    The day it was found.
    """


class Relation(Typed):
    """
    A tie to another event, stated once, on either of the two.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    type: Annotated[
        Literal['part-of', 'follows', 'responds-to', 'causes', 'same-as', 'possibly-same-as', 'updates', 'background-of'],
        Field(title='Type'),
    ]
    """
    What this event is to the other.
    """
    event: Annotated[
        str, Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Event')
    ]
    """
    The other event.
    """


class Source(Typed):
    """
    A document in which events were read.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    id: Annotated[
        str, Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Identifier')
    ]
    """
    Unique in the dataset for a shared source; inline it is local to its event.
    """
    publisher: Annotated[str | None, Field(min_length=1, title='Publisher')] = None
    """
    Who published it, as printed.
    """
    publisher_actor: Annotated[
        str | None,
        Field(
            pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Publisher, actor'
        ),
    ] = None
    """
    The publisher's id in the registry of actors.
    """
    title: Annotated[str | None, Field(min_length=1, title='Title')] = None
    """
    Its title.
    """
    url: Annotated[
        str | None,
        Field(
            pattern='^https?://[^\\s/?#@"<>]+(?:[/?#][^\\s"<>]*)?$', title='Web address'
        ),
    ] = None
    """
    Where it is.
    """
    archive_url: Annotated[
        str | None,
        Field(
            pattern='^https?://[^\\s/?#@"<>]+(?:[/?#][^\\s"<>]*)?$',
            title='Archive copy',
        ),
    ] = None
    """
    Where a copy is kept.
    """
    published: Annotated[EventDate | None, Field(title='Published')] = None
    """
    When it was published.
    """
    retrieved: Annotated[
        str | None,
        Field(
            pattern='^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
            title='Retrieved',
        ),
    ] = None
    """
    The day it was read.
    """
    language: Annotated[
        str | None,
        Field(pattern='^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$', title='Language'),
    ] = None
    """
    Its language.
    """
    kind: Annotated[
        Literal['news', 'agency', 'press-release', 'official-statement', 'social-post', 'broadcast', 'interview', 'document', 'dataset'] | None,
        Field(title='Kind'),
    ] = None
    """
    What kind of document it is.
    """
    reliability: Annotated[
        Literal['A', 'B', 'C', 'D', 'E', 'F'] | None, Field(title='Reliability')
    ] = None
    """
    How reliable the source is, A to F.
    """
    licence: Annotated[str | None, Field(min_length=1, title='Licence')] = None
    """
    The licence of its text.
    """
    redistributable: Annotated[bool | None, Field(title='Redistributable')] = None
    """
    Its archived text may be released; false where absent.
    """
    text_file: Annotated[
        str | None,
        Field(
            pattern='^evidence/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$',
            title='Text file',
        ),
    ] = None
    """
    Its archived text, a file under evidence/.
    """
    sha256: Annotated[str | None, Field(pattern='^[0-9a-f]{64}$', title='SHA-256')] = (
        None
    )
    """
    The digest of the document as it was read.
    """


class EventSource(Typed):
    """
    A source, and where in it the event stands.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    id: Annotated[
        str, Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Identifier')
    ]
    """
    Unique in the dataset for a shared source; inline it is local to its event.
    """
    locator: Annotated[str | None, Field(min_length=1, title='Locator')] = None
    """
    Where in the source: a page, a paragraph, a time.
    """
    publisher: Annotated[str | None, Field(min_length=1, title='Publisher')] = None
    """
    Who published it, as printed.
    """
    publisher_actor: Annotated[
        str | None,
        Field(
            pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Publisher, actor'
        ),
    ] = None
    """
    The publisher's id in the registry of actors.
    """
    title: Annotated[str | None, Field(min_length=1, title='Title')] = None
    """
    Its title.
    """
    url: Annotated[
        str | None,
        Field(
            pattern='^https?://[^\\s/?#@"<>]+(?:[/?#][^\\s"<>]*)?$', title='Web address'
        ),
    ] = None
    """
    Where it is.
    """
    archive_url: Annotated[
        str | None,
        Field(
            pattern='^https?://[^\\s/?#@"<>]+(?:[/?#][^\\s"<>]*)?$',
            title='Archive copy',
        ),
    ] = None
    """
    Where a copy is kept.
    """
    published: Annotated[EventDate | None, Field(title='Published')] = None
    """
    When it was published.
    """
    retrieved: Annotated[
        str | None,
        Field(
            pattern='^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
            title='Retrieved',
        ),
    ] = None
    """
    The day it was read.
    """
    language: Annotated[
        str | None,
        Field(pattern='^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$', title='Language'),
    ] = None
    """
    Its language.
    """
    kind: Annotated[
        Literal['news', 'agency', 'press-release', 'official-statement', 'social-post', 'broadcast', 'interview', 'document', 'dataset'] | None,
        Field(title='Kind'),
    ] = None
    """
    What kind of document it is.
    """
    reliability: Annotated[
        Literal['A', 'B', 'C', 'D', 'E', 'F'] | None, Field(title='Reliability')
    ] = None
    """
    How reliable the source is, A to F.
    """
    licence: Annotated[str | None, Field(min_length=1, title='Licence')] = None
    """
    The licence of its text.
    """
    redistributable: Annotated[bool | None, Field(title='Redistributable')] = None
    """
    Its archived text may be released; false where absent.
    """
    text_file: Annotated[
        str | None,
        Field(
            pattern='^evidence/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$',
            title='Text file',
        ),
    ] = None
    """
    Its archived text, a file under evidence/.
    """
    sha256: Annotated[str | None, Field(pattern='^[0-9a-f]{64}$', title='SHA-256')] = (
        None
    )
    """
    The digest of the document as it was read.
    """


class Import(Typed):
    """
    Where in another dataset a record comes from.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    dataset: Annotated[str, Field(min_length=1, title='Dataset')]
    """
    The other dataset.
    """
    version: Annotated[str | None, Field(min_length=1, title='Version')] = None
    """
    Its version.
    """
    record: Annotated[str | None, Field(min_length=1, title='Record')] = None
    """
    The id of the record there.
    """
    file: Annotated[str | None, Field(min_length=1, title='File')] = None
    """
    The file it was read from.
    """
    row: Annotated[int | None, Field(ge=1, title='Row')] = None
    """
    The row of that file, from 1.
    """


class Missing(Typed):
    """
    A blank, and why it is one.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    field: Annotated[str, Field(pattern='^(?:/(?:[^~/]|~[01])*)+$', title='Field')]
    """
    The pointer that the blank would have; - for a member of a list that is not there.
    """
    reason: Annotated[
        Literal['not-stated', 'unknown', 'disputed', 'withheld', 'not-applicable'],
        Field(title='Reason'),
    ]
    """
    Why it is blank.
    """


class Waiver(Typed):
    """
    A rule silenced in one place, until a day.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    rule: Annotated[str, Field(pattern='^[A-Z][0-9]{3}$', title='Rule')]
    """
    The code of the rule.
    """
    field: Annotated[
        str | None, Field(pattern='^(?:/(?:[^~/]|~[01])*)+$', title='Field')
    ] = None
    """
    Where it is silenced; the whole record where absent.
    """
    reason: Annotated[str, Field(min_length=1, title='Reason')]
    """
    Why.
    """
    by: Annotated[str, Field(min_length=1, title='By')]
    """
    Who decided it.
    """
    until: Annotated[
        str,
        Field(
            pattern='^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
            title='Until',
        ),
    ]
    """
    The last day on which it holds.
    """


class Withhold(Typed):
    """
    A field that is not published, and why.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    field: Annotated[str, Field(pattern='^(?:/(?:[^~/]|~[01])*)+$', title='Field')]
    """
    The field.
    """
    reason: Annotated[str, Field(min_length=1, title='Reason')]
    """
    Why it is withheld.
    """


class Withdrawn(Typed):
    """
    Why and when the record was withdrawn.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    at: Annotated[
        str,
        Field(
            pattern='^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
            title='At',
        ),
    ]
    """
    The day it was withdrawn.
    """
    reason: Annotated[
        Literal['duplicate', 'out-of-scope', 'fabricated-source', 'legal', 'privacy', 'error'],
        Field(title='Reason'),
    ]
    """
    Why.
    """
    replaced_by: Annotated[
        list[Slug] | None, Field(min_length=1, title='Replaced by')
    ] = None
    """
    The events that stand in its place.
    """
    note: Annotated[str | None, Field(min_length=1, title='Note')] = None
    """
    What else should be known.
    """


class Claim(Typed):
    """
    What somebody says about the event.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    id: Annotated[
        str, Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Identifier')
    ]
    """
    Unique in the event.
    """
    speaker: Annotated[str | None, Field(min_length=1, title='Speaker')] = None
    """
    As printed; blank where the source speaks in its own voice or names nobody, or where the name is withheld (see `missing`).
    """
    speaker_actor: Annotated[
        str | None,
        Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Speaker, actor'),
    ] = None
    """
    The speaker's id in the registry of actors.
    """
    act: Annotated[
        Literal['asserts', 'alleges', 'announces', 'confirms', 'denies', 'accuses', 'threatens', 'promises', 'requests', 'characterises', 'retracts'],
        Field(title='Act'),
    ]
    """
    What the speaker does in saying it, by the printed verb.
    """
    statement: Annotated[str | None, Field(min_length=1, title='Statement')] = None
    """
    What is said, in one sentence of the dataset's words; blank where it is no more than that the event happened.
    """
    about: Annotated[
        str | None, Field(pattern='^(?:/(?:[^~/]|~[01])*)+$', title='About')
    ] = None
    """
    The part of this event that it concerns; the event itself where absent.
    """
    made_in: Annotated[
        str | None,
        Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Made in'),
    ] = None
    """
    The event in which it was said.
    """
    date: Annotated[EventDate | None, Field(title='Date')] = None
    """
    When it was said, where no event tells.
    """
    hedge: Annotated[str | None, Field(min_length=1, title='Hedge')] = None
    """
    The hedging words as printed.
    """
    via: Annotated[list[Hop] | None, Field(min_length=1, title='Via')] = None
    """
    Those between source and speaker, nearest the reader first; neither publisher nor speaker is repeated.
    """
    source: Annotated[
        str | None,
        Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Source'),
    ] = None
    """
    The source in which it was read: its id in sources.
    """
    responds_to: Annotated[
        list[Answer] | None, Field(min_length=1, title='Responds to')
    ] = None
    """
    Claims that this one answers.
    """
    credibility: Annotated[int | None, Field(ge=1, le=6, title='Credibility')] = None
    """
    1 confirmed by others, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.
    """
    assessed: Annotated[Assessment | None, Field(title='Assessed')] = None
    """
    What the dataset found when it checked the claim.
    """


class Media(Typed):
    """
    A photo, video, recording or document that shows the event.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    kind: Annotated[Literal['photo', 'video', 'audio', 'document'], Field(title='Kind')]
    """
    What it is.
    """
    description: Annotated[str | None, Field(min_length=1, title='Description')] = None
    """
    What it shows.
    """
    url: Annotated[
        str | None,
        Field(
            pattern='^https?://[^\\s/?#@"<>]+(?:[/?#][^\\s"<>]*)?$', title='Web address'
        ),
    ] = None
    """
    Where it is.
    """
    archive_url: Annotated[
        str | None,
        Field(
            pattern='^https?://[^\\s/?#@"<>]+(?:[/?#][^\\s"<>]*)?$',
            title='Archive copy',
        ),
    ] = None
    """
    Where a copy is kept.
    """
    sha256: Annotated[str | None, Field(pattern='^[0-9a-f]{64}$', title='SHA-256')] = (
        None
    )
    """
    The digest of the file.
    """
    availability: Annotated[
        Literal['linked', 'archived', 'described-only'] | None,
        Field(title='Availability'),
    ] = None
    """
    Whether it can be seen.
    """
    platform: Annotated[str | None, Field(min_length=1, title='Platform')] = None
    """
    Where it was posted, as printed.
    """
    posted: Annotated[EventDate | None, Field(title='Posted')] = None
    """
    When it was posted.
    """
    verified: Annotated[MediaVerification | None, Field(title='Verified')] = None
    """
    What was verified about it.
    """


class Provenance(Typed):
    """
    Who or what made the record, and when.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    method: Annotated[
        Literal['curated', 'extracted', 'imported'], Field(title='Method')
    ]
    """
    How the record was made.
    """
    tool: Annotated[str | None, Field(min_length=1, title='Tool')] = None
    """
    The program that made it.
    """
    tool_version: Annotated[
        str | None, Field(min_length=1, title='Version of the tool')
    ] = None
    """
    The version of that program.
    """
    confidence: Annotated[float | None, Field(ge=0.0, le=1.0, title='Confidence')] = (
        None
    )
    """
    How sure the program is, from 0 to 1.
    """
    curators: Annotated[list[Line] | None, Field(min_length=1, title='Curators')] = None
    """
    Who wrote it.
    """
    reviewed_by: Annotated[str | None, Field(min_length=1, title='Reviewed by')] = None
    """
    Who reviewed it.
    """
    created: Annotated[
        str | None,
        Field(
            pattern='^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
            title='Created',
        ),
    ] = None
    """
    The day it was written.
    """
    modified: Annotated[
        str | None,
        Field(
            pattern='^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
            title='Modified',
        ),
    ] = None
    """
    The day it was last changed.
    """
    imported_from: Annotated[Import | None, Field(title='Imported from')] = None
    """
    The row of another dataset that it was made from.
    """


class Event(Typed):
    """
    One event: who did what to whom, where and when; and who says so.
    """

    model_config = ConfigDict(
        extra='forbid',
    )
    id: Annotated[
        str, Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Identifier')
    ]
    """
    Permanent and unique in the dataset, never given to another event. Not a device name of Windows (con, nul, com1).
    """
    schema_version: Annotated[
        Literal['1'] | None, Field(title='Version of the contract')
    ] = '1'
    """
    The version of this contract that the record follows.
    """
    title: Annotated[str, Field(max_length=200, min_length=1, title='Title')]
    """
    What happened, neutral, in one line.
    """
    summary: Annotated[str | None, Field(min_length=1, title='Summary')] = None
    """
    What happened, in the dataset's own words.
    """
    type: Annotated[
        Literal['agree', 'consult', 'support', 'concede', 'cooperate', 'aid', 'retreat', 'request', 'accuse', 'reject', 'threaten', 'protest', 'sanction', 'mobilize', 'coerce', 'assault', 'statement', 'other'],
        Field(title='Type'),
    ]
    """
    What kind of event it is.
    """
    subtype: Annotated[
        Literal['phone', 'visit', 'meeting', 'negotiation', 'mediation', 'video-call', 'ceasefire-agreement', 'peace-agreement', 'treaty', 'recognition', 'praise', 'apology', 'release-of-persons', 'amnesty', 'resignation', 'prisoner-exchange', 'joint-exercise', 'trade', 'intelligence-sharing', 'military-aid', 'economic-aid', 'humanitarian-aid', 'asylum', 'withdrawal', 'ceasefire', 'surrender', 'flight', 'demand', 'appeal', 'investigation', 'lawsuit', 'criticism', 'denial', 'veto', 'refusal', 'military-threat', 'ultimatum', 'demonstration', 'riot', 'strike-action', 'hunger-strike', 'blockade-protest', 'boycott', 'embargo', 'expulsion', 'asset-freeze', 'diplomatic-break', 'troop-movement', 'deployment', 'march', 'alert', 'call-up', 'encirclement', 'weapons-test', 'checkpoint', 'arrest', 'abduction', 'seizure', 'martial-law', 'counter-terrorism-operation', 'curfew', 'ban', 'censorship', 'raid', 'cyber-attack', 'deportation', 'missile-strike', 'air-strike', 'drone-strike', 'shelling', 'shoot-down', 'armed-clash', 'battle', 'siege', 'shooting', 'bombing', 'suicide-bombing', 'assassination', 'execution', 'massacre', 'torture', 'sexual-violence', 'beating', 'military-operation', 'property-destruction', 'address', 'press-statement', 'announcement', 'interview', 'social-media-post', 'declaration-of-war', 'arrival', 'departure', 'accident', 'disaster', 'epidemic', 'election', 'appointment', 'death', 'trial', 'sentence', 'meeting-of-body'] | None,
        Field(title='Subtype'),
    ] = None
    """
    The finer kind, a mode of PLOVER or finer.
    """
    status: Annotated[
        Literal['occurred', 'ongoing', 'in-force', 'planned', 'did-not-occur'] | None,
        Field(title='Status'),
    ] = 'occurred'
    """
    How the event stands as told, not how sure it is.
    """
    date: Annotated[EventDate, Field(title='Date')]
    """
    When it happened.
    """
    places: Annotated[list[Place] | None, Field(min_length=1, title='Places')] = None
    """
    Where it happened, each place with its role.
    """
    participants: Annotated[
        list[Participant] | None, Field(min_length=1, title='Participants')
    ] = None
    """
    Who took part, each with a role.
    """
    quantities: Annotated[
        list[Quantity] | None, Field(min_length=1, title='Quantities')
    ] = None
    """
    How many of what.
    """
    claims: Annotated[list[Claim] | None, Field(min_length=1, title='Claims')] = None
    """
    Who says that it happened, or denies it, and through whom.
    """
    quotes: Annotated[list[Quote] | None, Field(min_length=1, title='Quotes')] = None
    """
    Words as they were spoken and printed.
    """
    media: Annotated[list[Media] | None, Field(min_length=1, title='Media')] = None
    """
    Photos, videos, recordings and documents that show the event.
    """
    sources: Annotated[list[EventSource], Field(min_length=1, title='Sources')]
    """
    Where the event was read. An entry that has an id alone points to the file's sources or to the registry.
    """
    relations: Annotated[
        list[Relation] | None, Field(min_length=1, title='Relations')
    ] = None
    """
    How the event is tied to other events.
    """
    tags: Annotated[list[Slug] | None, Field(min_length=1, title='Tags')] = None
    """
    Free facets of the dataset.
    """
    stage: Annotated[
        Literal['candidate', 'reviewed', 'final'] | None, Field(title='Stage')
    ] = None
    """
    How far the record has come in the dataset's own review.
    """
    provenance: Annotated[Provenance | None, Field(title='Provenance')] = None
    """
    Who or what made this record.
    """
    withdrawn: Annotated[Withdrawn | None, Field(title='Withdrawn')] = None
    """
    The record is withdrawn; its id goes on resolving.
    """
    missing: Annotated[list[Missing] | None, Field(min_length=1, title='Missing')] = (
        None
    )
    """
    What is not recorded, and why; absent fields that are not listed here are simply not recorded.
    """
    waivers: Annotated[list[Waiver] | None, Field(min_length=1, title='Waivers')] = None
    """
    Rules that are silenced for this record, until a day. Not released.
    """
    withhold: Annotated[
        list[Withhold] | None, Field(min_length=1, title='Withhold')
    ] = None
    """
    Fields left out of the public release, which says so under missing. Not released.
    """
    extra: Annotated[dict[str, Any] | None, Field(min_length=1, title='Extra')] = None
    """
    The dataset's own fields, typed by its extension.schema.json.
    """
    verification: Annotated[
        Literal['verified', 'corroborated', 'reported', 'claimed', 'disputed', 'refuted'] | None,
        Field(title='Verification'),
    ] = None
    """
    What the claims about the event come to. Computed at release.
    """
    same_as_group: Annotated[
        str | None,
        Field(pattern='^[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?$', title='Same-as group'),
    ] = None
    """
    The smallest id among the events tied by same-as, its own where there are none: counting distinct groups counts happenings. Computed at release.
    """
    n_sources: Annotated[int | None, Field(ge=0, title='Number of sources')] = None
    """
    Entries of sources. Computed at release.
    """
    n_origins: Annotated[int | None, Field(ge=0, title='Number of origins')] = None
    """
    Distinct origins of the supporting claims: ten outlets that relay one press service are one. Computed at release.
    """
    n_claims: Annotated[int | None, Field(ge=0, title='Number of claims')] = None
    """
    Entries of claims. Computed at release.
    """
    n_denials: Annotated[int | None, Field(ge=0, title='Number of denials')] = None
    """
    Denials that count, those that answer a claim from another event included. Computed at release.
    """
