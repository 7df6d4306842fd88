"""Breakages: what a contributor may do to a sound dataset, and what comes back for it.

Each row breaks one thing in one file of fixtures/allotments and is answered by exactly one finding, at the place where a
person would point, with what is wrong and what to type instead. The table is where messages are looked over: one that
changes is changed here, and read beside its neighbours.
"""

import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from regesta.check.run import normalise_paths
from regesta.examine import Examination, examine_dataset
from regesta.fix import changes, write
from regesta.report import make_report
from regesta.report.text import render

SOUND = Path(__file__).parents[1] / "fixtures" / "allotments"
TODAY = "2026-01-15"


class Row(NamedTuple):
    """A breakage: in what is sound, what is typed instead; code and line:column; words of the message and the help.

    fix is what `--fix` writes, where it can.
    """

    name: str
    sound: str
    broken: str
    found: str
    says: str
    helps: str
    fix: str | None = None


# fmt: off
LAYOUT = (
    Row("a field too far right", "    role: location", "     role: location",
        "R003 11:6", "`role` is indented below `name`, which has a value already",
        "begin it in column 5, as the field above; a text that goes on needs quotes"),
    Row("a field too far left", "    role: location", "   role: location",
        "R003 11:4", "`role` lines up with no field above it",
        "begin it in column 5, as the field above"),
    Row("a field not below its key", "  text: 9 March 2024", "text: 9 March 2024",
        "R011 7:6", "`date` has no value",
        "write a value, or fields indented below it, or leave the key out"),
    Row("a tab", "    role: location", "\trole: location",
        "R003 11:1", "a tab in the indentation",
        "indent with spaces"),
    Row("a no-break space", "    role: location", "\u00a0   role: location",
        "R003 11:1", "U+00A0 (no-break space) where a space should be",
        "type a space"),
    Row("no colon", "type: protest", "type protest",
        "R003 4:1", "a key without `:`",
        "write `key: value`; indent further lines of a text below its key"),
    Row("no space after the colon", "type: protest", "type:protest",
        "R003 4:5", "no space after `:`",
        "write `type: protest`"),
    Row("a full-width colon", "type: protest", "type： protest",
        "R003 4:5", "a full-width colon",
        "type `:` and a space"),
    Row("no space after the dash", "  - name: Lindau\n", "  -name: Lindau\n",
        "R003 10:3", "no space after `-`",
        "write `- name: Lindau`"),
    Row("a dash out of line", "  - name: Town Council", " - name: Town Council",
        "R003 19:2", "this `-` lines up with no `-` above it",
        "begin it in column 3, as the `-` above"),
    Row("a colon in a text", "title: Gardeners", "title: Lindau: gardeners",
        "R003 2:14", "text that holds `: ` needs quotes",
        'write `title: "Lindau: gardeners march against the sale of allot…"`'),
    Row("brackets before a text", "title: Gardeners march", "title: [Updated] Gardeners march",
        "R003 2:18", "text goes on after its closing bracket",
        'put the whole text in quotes: "[Updated] Gardeners march against the sale of all…"'),
    Row("a question mark before a text", "title: Gardeners", "title: ? Gardeners",
        "R003 2:8", "a `?` that cannot be here",
        "put text that begins with ? in quotes"),
    Row("a tab before a dash", "  - name: Lindau\n", "\t- name: Lindau\n",
        "R003 10:1", "a tab in the indentation",
        "indent with spaces"),
    Row("a hash in a text", "title: Gardeners", "title: Gardeners #1",
        "R014 2:18", "what follows ` #` is a comment, and no part of the text",
        "put the whole text in quotes, or write a space after the # of a comment"),
    Row("a quote left open", "text: We dig, you sell.", 'text: "We dig, you sell.',
        "R003 33:11", "a quote opens here and does not close",
        'close it; write a quote inside as \\"'),
    Row("an apostrophe in single quotes", "text: We dig, you sell.", "text: 'We'll dig, you sell.'",
        "R003 33:15", "text goes on after its closing quote",
        "put the whole text in quotes: \"We'll dig, you sell.\""),
    Row("a text that begins with quotes", "title: Gardeners march", 'title: "Gardeners" march',
        "R003 2:20", "text goes on after its closing quote",
        "put the whole text in quotes: '\"Gardeners\" march against the sale of allotments …'"),
    Row("a text that begins with a sign", "title: Gardeners", "title: @Gardeners",
        "R003 2:8", "text cannot begin with `@` unless it stands in quotes",
        'write "@Gardeners march against the sale of allotments i…"'),
    Row("a bracket left open", "[allotments, land]", "[allotments, land",
        "R003 47:7", "a bracket opens here and does not close",
        "close it, or put text that begins with it in quotes"),
    Row("a comma in braces", "{text: 10 March 2024}", "{text: March 10, 2024}",
        "R011 43:33", "`2024` has no value",
        "put a text that holds a comma in quotes"),
    Row("one key twice", "status: occurred", "status: occurred\nstatus: planned",
        "R004 7:1", "key `status` stands twice in one object",
        "keep one of the two"),
    Row("the marks of a merge", "type: protest\n", "<<<<<<< HEAD\ntype: protest\n=======\ntype: reject\n>>>>>>> theirs\n",
        "R003 4:1", "a merge left its marks here",
        "keep one of the two versions, and delete the three marks"),
    Row("two records in a file", "stage: reviewed\n", "stage: reviewed\n---\nid: another\n",
        "R006 49:1", "a second document begins here",
        "write each record to a file of its own, or list them under `events:`"),
)
FIELDS = (
    Row("a field misspelt", "participants:\n", "partcipants:\n",
        "S101 15:1", "unknown field `partcipants`",
        "did you mean participants?", fix="participants"),
    Row("a needed field misspelt", "title: Gard", "titel: Gard",
        "S101 2:1", "unknown field `titel`",
        "did you mean title?", fix="title"),
    Row("a field in quotes of a text processor", "title: Gard", "“title”: Gard",
        "S101 2:1", "unknown field `“title”`",
        "did you mean title?", fix="title"),
    Row("a field with a hidden character", "title: Gard", "ti\u200btle: Gard",
        "S101 2:1", "unknown field `ti\\u{200b}tle`",
        "did you mean title? It holds U+200B (zero width space), which cannot be seen", fix="title"),
    Row("a field by another name", "places:\n", "location:\n",
        "S101 9:1", "unknown field `location`",
        "did you mean places?"),
    Row("one field for two", "    latitude: 47.5458\n    longitude: 9.6839", "    coordinates: 47.5458, 9.6839",
        "S101 13:5", "unknown field `coordinates`",
        "write `latitude` and `longitude`, each on a line of its own"),
    Row("a field outside its object", "status: occurred\n", "status: occurred\npublisher: Bote\n",
        "S101 7:1", "unknown field `publisher`",
        "`publisher` is a field of `sources`: write it there"),
    Row("a field of the event inside a place", "    country: DE\n    lat", "    country: DE\n    tags: [a]\n    lat",
        "S101 13:5", "unknown field `tags`",
        "`tags` is a field of the event itself: move it to the left margin"),
    Row("a field of their own", "stage: reviewed", "stage: reviewed\nmood: angry",
        "S101 49:1", "unknown field `mood`",
        "fields of your own go below `extra`; fields here: media, relations, provenance, withdrawn, missing, waivers, withhold, extra"),
    Row("a computed field", "status: occurred", "status: occurred\nn_sources: 1",
        "S107 7:1", "n_sources is computed at release and cannot be filled in",
        "leave it out"),
    Row("no title", "title: Gardeners march against the sale of allotments in Lindau\n", "",
        "S102 1:1", "missing field `title`",
        "add `title:` what happened, neutral, in one line"),
    Row("no role", "    role: initiator\n", "",
        "S102 16:5", "missing field `role`",
        "add `role:` with one of initiator, recipient, party, speaker, addressee, target, victim, mediator, commander, witness, mentioned"),
    Row("no value", "stage: reviewed", "stage:",
        "R011 48:7", "`stage` has no value",
        "write a value, or fields indented below it, or leave the key out"),
    Row("null", "stage: reviewed", "stage: null",
        "R011 48:8", "`stage` has no value",
        "write a value, or fields indented below it, or leave the key out"),
    Row("an empty text", "stage: reviewed", 'stage: ""',
        "R011 48:8", "`stage` is an empty text",
        "fill it in, or leave the key out"),
    Row("an empty list", "[allotments, land]", "[]",
        "R011 47:7", "`tags` is an empty list",
        "fill it in, or leave the key out"),
    Row("a list without a dash", "  - name: Lindau\n", "    name: Lindau\n",
        "S103 10:5", "`places` is a list, not an object",
        "begin it with `- `, even if it is the only one"),
    Row("a text for a list", "[allotments, land]", "allotments, land",
        "S103 47:7", '`tags` is a list, not the text "allotments, land"',
        "put it in brackets: [allotments, land]"),
    Row("texts for a list of tags", "[allotments, land]", "Allotments, Land Sale",
        "S103 47:7", '`tags` is a list, not the text "Allotments, Land Sale"',
        "put it in brackets: [allotments, land-sale]"),
    Row("a moment of an hour that there is not", "  text: 9 March 2024", "  start: 2024-03-09T24:00:00Z",
        "S105 8:10", '`start` cannot be "2024-03-09T24:00:00Z"',
        "write a moment such as 2024-05-31T14:30:00+02:00, with hours from 00 to 23"),
    Row("a text for an object", "date:\n  text: 9 March 2024", "date: 9 March 2024",
        "S103 7:7", '`date` is an object with fields, not the text "9 March 2024"',
        "write `date: {text: 9 March 2024}`"),
    Row("a text with a comma for an object", "date:\n  text: 9 March 2024", "date: March 9, 2024",
        "S103 7:7", '`date` is an object with fields, not the text "March 9, 2024"',
        'write `date: {text: "March 9, 2024"}`'),
    Row("a list of a text for an object", "date:\n  text: 9 March 2024", "date: [2024-03-09]",
        "S103 7:7", "`date` is an object with fields, not a list",
        "write `date: {text: 2024-03-09}`"),
    Row("a list of one for an object", "  text: 9 March 2024", "  - text: 9 March 2024",
        "S103 8:3", "`date` is an object with fields, not a list",
        "take the `- ` away"),
    Row("no space after the colon of an object", "status: occurred\ndate:\n  text: 9 March 2024", "date: {text: 9 March 2024}\nstatus:{occurred: ongoing}",
        "S101 7:1", "unknown field `status:{occurred`",
        "type a space after the colon: `status: {occurred`"),
    Row("no space after the colon in braces", "date:\n  text: 9 March 2024", "date: {edtf: 2024-03-09, text:9 March 2024}",
        "R011 7:26", "`text:9 March 2024` has no value",
        "type a space after the colon: `text: 9 March 2024`"),
    Row("a name with a comma in braces", "  - name: Lindau\n", "  - {name: Lindau, Bodensee, country: DE}\n  - name: Lindau\n",
        "R011 10:20", "`Bodensee` has no value",
        "write a value, or leave the key out; put a text that holds a comma in quotes"),
    Row("a field twice, but for case", "stage: reviewed", "stage: reviewed\nStage: final",
        "S101 49:1", "unknown field `Stage`",
        "`stage` is there already: keep one of the two"),
    Row("a text for a member", "  - name: Erika Baumann\n    role: initiator\n    country: DE\n", "  - Erika Baumann\n",
        "S103 16:5", 'a member of `participants` is an object with fields, not the text "Erika Baumann"',
        "write `- name: Erika Baumann`, and below it `role:`"),
    Row("an address for a source", "sources:\n", "sources:\n  - https://bote.example/1\n",
        "S103 38:5", 'a member of `sources` is an object with fields, not the text "https://bote.example/1"',
        "write `- url: https://bote.example/1`, and below it `id:`"),
    Row("a title too long", "title: Gard", "title: a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a Gard",
        "S106 2:8", "`title` has 236 characters; at most 200 are allowed",
        "say it shorter"),
    Row("a line break in a title", "title: Gardeners march", "title: |\n  Gardeners\n  march",
        "R010 3:12", "line break in a field that holds one line",
        "only summary, statement, text and note may have line breaks"),
)
VALUES = (
    Row("a code misspelt", "type: protest", "type: protset",
        "S104 4:7", 'unknown code "protset" for `type`',
        "did you mean protest?", fix="protest"),
    Row("a code with a capital", "type: protest", "type: Protest",
        "S104 4:7", 'unknown code "Protest" for `type`',
        "did you mean protest?", fix="protest"),
    Row("a label for a code", "status: occurred", "status: did not occur",
        "S104 6:9", 'unknown code "did not occur" for `status`',
        "did you mean did-not-occur?", fix="did-not-occur"),
    Row("a word of a description for a code", "act: asserts", "act: claimed",
        "S104 28:10", 'unknown code "claimed" for `act`',
        "did you mean asserts?"),
    Row("a word that is no code", "role: initiator", "role: organiser",
        "S104 17:11", 'unknown code "organiser" for `role`',
        "codes: initiator, recipient, party, speaker, addressee, target, victim, mediator, commander, witness, mentioned"),
    Row("a subtype for a type", "type: protest", "type: demonstration",
        "S104 4:7", 'unknown code "demonstration" for `type`',
        "it is a subtype: write `type: protest` and `subtype: demonstration`"),
    Row("a subtype of another type", "subtype: demonstration", "subtype: air-strike",
        "S110 5:10", "air-strike is a subtype of assault, not of protest",
        "write `type: assault`, or a subtype of protest"),
    Row("a country by its name", "    country: DE\n    lat", "    country: Germany\n    lat",
        "S104 12:14", 'unknown code "Germany" for `country`',
        "did you mean DE?", fix="DE"),
    Row("a country by an abbreviation", "    country: DE\n    lat", "    country: UK\n    lat",
        "S104 12:14", 'unknown code "UK" for `country`',
        "did you mean GB?"),
    Row("a number with a decimal comma", "    latitude: 47.5458", "    latitude: 47,5458",
        "S103 13:15", '`latitude` is a number, not the text "47,5458"',
        "write the decimal point as a point: 47.5458", fix="47.5458"),
    Row("a number in quotes", "    latitude: 47.5458", '    latitude: "47.5458"',
        "S103 13:15", '`latitude` is a number, not the text "47.5458"',
        "take the quotes away: 47.5458", fix="47.5458"),
    Row("degrees and minutes", "    latitude: 47.5458", "    latitude: 47°32'45\"N",
        "S103 13:15", "`latitude` is a number, not the text \"47°32'45\"N\"",
        "write decimal degrees: 47.54583"),
    Row("a number with its unit", "    text: about 200 gardeners", "    best: 200 gardeners",
        "S103 24:11", '`best` is a number, not the text "200 gardeners"',
        "write the number alone: 200; what is counted goes in `object`, its unit in `unit`"),
    Row("a number with leading zeros", "    text: about 200 gardeners", "    best: 0200",
        "S103 24:11", '`best` is a number, not the text "0200"',
        "write it without the zeros before it: 200"),
    Row("two numbers for one", "    text: about 200 gardeners", "    best: 200-250",
        "S103 24:11", '`best` is a number, not the text "200-250"',
        "write `low: 200` and `high: 250` instead of `best`"),
    Row("a number that may be more", "    text: about 200 gardeners", "    best: 200+",
        "S103 24:11", '`best` is a number, not the text "200+"',
        "write `low: 200` instead of `best`"),
    Row("a number in words", "    text: about 200 gardeners", "    best: 2 million",
        "S103 24:11", '`best` is a number, not the text "2 million"',
        "write it in figures, such as 4"),
    Row("a number of another base", "    text: about 200 gardeners", "    best: 0x1F",
        "S103 24:11", '`best` is a number, not the text "0x1F"',
        "write it in figures, such as 4"),
    Row("a number with thousands", "    text: about 200 gardeners", "    best: 1,200",
        "S103 24:11", '`best` is a number, not the text "1,200"',
        "write 1200 if the comma parts thousands, 1.200 if it is a decimal comma"),
    Row("a percentage", "stage: reviewed", "stage: reviewed\nprovenance:\n  method: curated\n  confidence: 92%",
        "S103 51:15", '`confidence` is a number, not the text "92%"',
        "write a share of 1: 0.92"),
    Row("a word for a number that is not known", "    latitude: 47.5458", "    latitude: n/a",
        "S103 13:15", '`latitude` is a number, not the text "n/a"',
        "leave the key out; `missing` can say why"),
    Row("a number out of bounds", "    latitude: 47.5458", "    latitude: 97.5458",
        "S106 13:15", "`latitude` is 97.5458; at most 90 is allowed",
        "are latitude and longitude swapped? latitude comes first"),
    Row("yes for true", "    language: en\n    source", "    language: en\n    translated: yes\n    source",
        "S103 36:17", '`translated` is true or false, not the text "yes"',
        "write true, without quotes", fix="true"),
    Row("low above high", "    text: about 200 gardeners", "    low: 300\n    high: 100",
        "Q601 24:10", "low is 300, more than high, which is 100",
        "swap the two, or mend one of them"),
    Row("an id with capitals and umlauts", "id: 2024-03-09-allotments", "id: 2024-03-09 Gärten",
        "S105 1:5", '`id` cannot be "2024-03-09 Gärten"',
        "write small letters a to z, digits and hyphens: 2024-03-09-garten"),
    Row("a tag of two words", "[allotments, land]", "[town hall, land]",
        "S105 47:8", 'a member of `tags` cannot be "town hall"',
        "write small letters a to z, digits and hyphens: town-hall"),
    Row("a name for an actor id", "  - name: Erika Baumann\n", "  - name: Erika Baumann\n    actor: Erika Baumann\n",
        "S105 17:12", '`actor` cannot be "Erika Baumann"',
        "write small letters a to z, digits and hyphens: erika-baumann"),
    Row("an address without a scheme", "url: https://bote", "url: bote",
        "S105 41:10", '`url` cannot be "bote.example/2024/03/10/gardeners"',
        "begin it with https:// (or http://): https://bote.example/2024/03/10/gardeners"),
    Row("a language by its name", "    language: en\n    kind", "    language: English\n    kind",
        "S105 44:15", '`language` cannot be "English"',
        "a language tag, such as en"),
)
DATES = (
    Row("a German date", "9 March 2024", "9. März 2024",
        "D201 8:9", 'date "9. März 2024" cannot be read',
        'add "de" to `languages` in regesta.toml, or add `edtf: 2024-03-09` beside it'),
    Row("a French date", "9 March 2024", "9 mars 2024",
        "D201 8:9", 'date "9 mars 2024" cannot be read',
        'add "fr" to `languages` in regesta.toml, or add `edtf: 2024-03-09` beside it'),
    Row("a month misspelt", "9 March 2024", "9 Marhc 2024",
        "D201 8:9", 'date "9 Marhc 2024" cannot be read',
        "did you mean 9 March 2024?"),
    Row("an ambiguous date", "9 March 2024", "03/04/2024",
        "D202 8:9", 'date "03/04/2024" is ambiguous',
        "add `order: mdy` (2024-03-04) or `order: dmy` (2024-04-03)"),
    Row("a day that is not", "9 March 2024", "30 February 2024",
        "D201 8:9", 'date "30 February 2024" cannot be read',
        "that month has no day 30: mend the day or the month"),
    Row("a month that is not", "9 March 2024", "2024-13-01",
        "D201 8:9", 'date "2024-13-01" cannot be read',
        "there is no month 13: did you mean 2024-01-13?"),
    Row("a wrong weekday", "9 March 2024", "Monday, 9 March 2024",
        "D201 8:9", 'date "Monday, 9 March 2024" cannot be read',
        "2024-03-09 was no Monday: mend it, or add `edtf:` with the day that is meant"),
    Row("words that are no date", "9 March 2024", "when the fog lifts",
        "D201 8:9", 'date "when the fog lifts" cannot be read',
        "write it as 24 June 2023 or 2023-06-24, or add its meaning beside it: `edtf: 2023-06-24`"),
    Row("an end before its start", "  text: 9 March 2024", "  start: 2024-03-09\n  end: 2024-03-08",
        "D203 9:8", "end 2024-03-08 is before start 2024-03-09",
        "swap the two, or mend one of them"),
    Row("a bound in words", "  text: 9 March 2024", "  start: 9 March 2024",
        "S105 8:10", '`start` cannot be "9 March 2024"',
        "write a day as year-month-day: 2024-03-09", fix="2024-03-09"),
    Row("an instant without an offset", "  text: 9 March 2024", "  start: 2024-03-09T10:00:00",
        "S105 8:10", '`start` cannot be "2024-03-09T10:00:00"',
        "add seconds and offset: 2024-03-09T10:00:00+01:00, or Z for UTC"),
    Row("no EDTF", "  text: 9 March 2024", "  edtf: 2024-3-9",
        "D209 8:9", 'edtf "2024-3-9" is not an EDTF date',
        "write 2024-03-09"),
    Row("one of two days without quotes", "  text: 9 March 2024", "  edtf: [2024-03-08,2024-03-09]",
        "S103 8:9", "`edtf` is text, not a list",
        'put it in quotes: "[2024-03-08,2024-03-09]"'),
    Row("one of two days in words", "  text: 9 March 2024", "  text: 8 or 9 March 2024",
        "D201 8:9", 'date "8 or 9 March 2024" cannot be read',
        'add `edtf: "[2024-03-08,2024-03-09]"`, with the quotes'),
    Row("a Julian day as if it were Gregorian", "  text: 9 March 2024", "  text: 25 February 2024\n  calendar: julian\n  edtf: 2024-02-25",
        "D204 10:9", 'edtf "2024-02-25" contradicts the text "25 February 2024"',
        "the text means 2024-03-09, for this field is Gregorian"),
    Row("a city for a time zone", "  text: 9 March 2024", "  text: 9 March 2024\n  timezone: Berlin",
        "D210 9:13", 'timezone "Berlin" is not an IANA time zone',
        "did you mean Europe/Berlin?"),
    Row("an event after its publication", "9 March 2024", "19 March 2024",
        "D207 8:3", "the event begins on 2024-03-19, after its last source was published (2024-03-10)",
        "`status: planned` says that it is still to come"),
)
PLACES = (
    Row("coordinates the wrong way round", "    latitude: 47.5458\n    longitude: 9.6839", "    latitude: 9.6839\n    longitude: 47.5458",
        "P405 13:15", "9.6839, 47.5458 lies outside DE; the nearest settlements are in SO; swapped, it lies in DE",
        "latitude comes first: swap the two"),
    Row("half a pair", "    longitude: 9.6839\n", "",
        "P403 13:15", "latitude without longitude",
        "add `longitude`, or leave both out"),
    Row("nowhere at sea", "    latitude: 47.5458\n    longitude: 9.6839", "    latitude: 0\n    longitude: 0",
        "P404 13:15", "0, 0 is a point at sea, and most often a missing value",
        "leave both out where they are not known"),
    Row("an ambiguous place", "  - name: Lindau\n", "  - name: Georgia\n    role: mentioned\n  - name: Lindau\n",
        "P402 10:11", 'place "Georgia" is ambiguous',
        "add `country: GE`, or `admin1: US-GA`"),
    Row("an unknown place", "  - name: Lindau\n", "  - name: Hinterdupfingen\n    role: mentioned\n  - name: Lindau\n",
        "P401 10:11", 'place "Hinterdupfingen" is not in the gazetteer',
        "check the spelling, add `geonames` or coordinates, or list it in registry/places.yaml"),
    Row("a place in another country", "  - name: Lindau\n", "  - name: Lindau\n    role: mentioned\n    country: NO\n  - name: Lindau\n",
        "P406 10:11", '"Lindau" is not known in NO; the gazetteer has Lindau, settlement in Bayern (DE-BY)',
        "check `country` and the name"),
    Row("a place id that is not", "    country: DE\n    lat", "    country: DE\n    place: lindau\n    lat",
        "X702 13:12", 'place "lindau" is not in the registry',
        "add the place to registry/places.yaml"),
)
TIES = (
    Row("an actor id that is not", "  - name: Erika Baumann\n", "  - name: Erika Baumann\n    actor: erika-bauman\n",
        "X702 17:12", 'actor "erika-bauman" is not in the registry',
        "did you mean erika-baumann?"),
    Row("a name that is not registered", "name: Erika Baumann", "name: Erik Baumann",
        "N302 16:11", 'actor "Erik Baumann" is not in the registry',
        "did you mean Erika Baumann (erika-baumann)?"),
    Row("a claim of a source that is not", "    source: bote\nquotes", "    source: botte\nquotes",
        "X702 31:13", 'there is no source "botte" in this event',
        "did you mean bote?"),
    Row("a claim about nothing", "about: /quantities/0", "about: /quantities/3",
        "X704 30:12", 'there is nothing at "/quantities/3" in this event',
        "there is /quantities/0"),
    Row("a claim about a word", "about: /quantities/0", "about: quantities",
        "S105 30:12", '`about` cannot be "quantities"',
        "write the way from the top of the event: /quantities"),
    Row("a quote that is not printed so", "We dig, you sell.", "We dig and you sell.",
        "C501 33:11", '"We dig and you sell." is not in the text of source "bote"',
        'a quote is given exactly as printed; printed is "We dig, you sell"'),
    Row("an archived text that is not there", "evidence/bote.txt", "evidence/bot.txt",
        "X702 46:16", 'there is no file "evidence/bot.txt"',
        "put the archived text there: evidence/NAME.txt"),
    Row("a relation to nothing", "stage: reviewed", "stage: reviewed\nrelations:\n  - type: follows\n    event: 2024-05-14-haering",
        "X702 51:12", 'there is no event "2024-05-14-haering"',
        "did you mean 2024-05-14-hearing?"),
    Row("a relation to itself", "stage: reviewed", "stage: reviewed\nrelations:\n  - type: follows\n    event: 2024-03-09-allotments",
        "X703 51:12", "an event cannot be related to itself",
        "name the other event, or delete the relation"),
    Row("the id of another record", "id: 2024-03-09-allotments", "id: 2024-05-14-hearing",
        "X701 1:5", 'id "2024-05-14-hearing" is that of another event in records/hearing.json',
        "give one of the two another id, such as 2024-05-14-hearing-2, or delete it if they are the same"),
    Row("an expired waiver", "stage: reviewed", "stage: reviewed\nwaivers: [{rule: P401, field: /places/0, reason: r, by: b, until: 2024-01-01}]",
        "X706 49:67", "the waiver of P401 ended on 2024-01-01",
        "mend what it silences, or write a later day"),
    Row("a waiver of a rule misspelt", "stage: reviewed", "stage: reviewed\nwaivers: [{rule: P4O1, field: /places/0, reason: r, by: b, until: 2030-01-01}]",
        "S105 49:18", '`rule` cannot be "P4O1"',
        "did you mean P401?"),
    Row("a waiver of what cannot be waived", "stage: reviewed", "stage: reviewed\nwaivers: [{rule: S101, field: /places/0, reason: r, by: b, until: 2030-01-01}]",
        "S104 49:18", "rule S101 cannot be waived",
        "mend what it found, and delete the waiver"),
    Row("a waiver of nothing", "stage: reviewed", "stage: reviewed\nwaivers: [{rule: P401, field: /places/7, reason: r, by: b, until: 2030-01-01}]",
        "X704 49:31", 'there is nothing at "/places/7" in this event',
        "there is /places/0"),
    Row("withheld of a person who is not there", "stage: reviewed", "stage: reviewed\nwithhold: [{field: /participants/7/name, reason: privacy}]",
        "X704 49:20", 'there is nothing at "/participants/7/name" in this event',
        "there is /participants/0"),
    Row("withheld of nobody in particular", "stage: reviewed", "stage: reviewed\nwithhold: [{field: /participants/-/name, reason: privacy}]",
        "X704 49:20", 'there is nothing at "/participants/-/name" in this event',
        "there is /participants/0"),
    Row("a claim about a part of a text", "about: /quantities/0", "about: /title/0",
        "X704 30:12", 'there is nothing at "/title/0" in this event',
        "there is /title"),
    Row("a claim about a raised two", "about: /quantities/0", "about: /quantities/²",
        "X704 30:12", 'there is nothing at "/quantities/²" in this event',
        "there is /quantities/0"),
    Row("missing, and yet there", "stage: reviewed", "stage: reviewed\nmissing: [{field: /summary, reason: unknown}]",
        "X707 49:19", "/summary is said to be missing, but it is filled in",
        "delete one of the two"),
    Row("missing, and no field", "stage: reviewed", "stage: reviewed\nmissing: [{field: /weather, reason: unknown}]",
        "X704 49:19", 'an event has no field "/weather"',
        "name it from the top: /places/0/country, say"),
    Row("a field of the extension misspelt", "stage: reviewed", "stage: reviewed\nextra: {wether: rain}",
        "S101 49:9", "unknown field `wether`",
        "did you mean weather?", fix="weather"),
    Row("a code of the extension misspelt", "stage: reviewed", "stage: reviewed\nextra: {weather: rian}",
        "S104 49:18", 'unknown code "rian" for `weather`',
        "did you mean rain?", fix="rain"),
)
JSON = (
    Row("a comma too many", '"published": {"text": "15 May 2024"}', '"published": {"text": "15 May 2024"},',
        "R003 17:43", "a comma before the closing `}`",
        "delete the comma"),
    Row("a comma too few", '"type": "consult",', '"type": "consult"',
        "R003 5:3", '`,` or `}` should be here, not `"`',
        "put a comma at the end of line 4"),
    Row("no type", '"type": "consult",', "",
        "S102 2:3", "missing field `type`",
        'add `"type":` with one of agree, consult'),
    Row("single quotes", '"type": "consult"', "'type': 'consult'",
        "R003 4:3", "a key in double quotes should be here, not `'type'`",
        'text needs double quotes: "..."'),
    Row("quotes of a text processor", '"type": "consult"', "“type”: “consult”",
        "R003 4:3", "a key in double quotes should be here, not `“type”`",
        'type straight double quotes: "..."'),
    Row("a key without quotes", '"type": "consult"', 'type: "consult"',
        "R003 4:3", "a key in double quotes should be here, not `type`",
        'write "type"'),
    Row("a text without quotes", '"type": "consult"', '"type": consult',
        "R003 4:11", "`consult` is no JSON value",
        'text needs double quotes: "consult"'),
    Row("a quote left open", '"type": "consult",', '"type": "consult,',
        "R003 4:11", "a quote opens here and does not close on its line",
        'close it with "; inside quotes, write a line break as \\n'),
    Row("a bracket left open", '"role": "initiator"}\n  ]', '"role": "initiator"}\n  ',
        "R003 13:12", "`,` or `]` should be here, not `:`",
        "close the `[` of line 10 first"),
    Row("a brace too many", "  ]\n}", "  ]\n}}",
        "R003 20:2", "something follows the end of the record",
        'delete it; a file of several events is {"events": [...]}'),
    Row("a comment", '"type": "consult",', '"type": "consult", // to talk',
        "R003 4:22", "a key in double quotes should be here, not `//`",
        "JSON has no comments"),
    Row("a decimal comma", "9.6839", "9,6839",
        "R003 8:77", "a key in double quotes should be here, not `6839`",
        "write the decimal point as a point: 9.6839"),
    Row("True for true", '"role": "initiator"', '"role": True',
        "R003 11:48", "`True` is no JSON value",
        "write true"),
    Row("null", '"DE"', "null",
        "R011 8:35", "`country` has no value",
        "write a value, or fields indented below it, or leave the key out"),
    Row("a number for a text", '"The council hears the gardeners"', "2024",
        "S103 3:12", "`title` is text, not the number 2024",
        'put it in quotes: "2024"'),
    Row("a text for an object", '{"text": "14 May 2024"}', '"14 May 2024"',
        "S103 6:11", '`date` is an object with fields, not the text "14 May 2024"',
        'write {"text": "14 May 2024"}'),
    Row("an object for a list", '[\n    {"name": "Town Council of Lindau", "role": "initiator"}\n  ]', '{"name": "Town Council of Lindau", "role": "initiator"}',
        "S103 10:19", "`participants` is a list, not an object",
        "put it in [ ], even if it is the only one"),
    Row("the end cut off", "    }\n  ]\n}", "    }\n",
        "R003 20:1", "the text ends before the `[` of line 13 is closed",
        "add `]`"),
)
SETTINGS = (
    Row("a wrong version", '"0.1.0"', '"v1"',
        "S105 4:11", '`version` cannot be "v1"',
        "the version that is released next, such as 1.0.0"),
    Row("a key misspelt", "languages", "langauges",
        "S101 6:1", "unknown field `langauges`",
        "did you mean languages?"),
    Row("a needed key misspelt", "licence", "license",
        "S101 5:1", "unknown field `license`",
        "did you mean licence?"),
    Row("a key in the wrong table", "[rules]", '[rules]\ntimezone = "Europe/Berlin"',
        "S104 9:1", 'there is no rule "timezone"',
        "it is a key of [dataset]"),
    Row("a table misspelt", "[assertions]", "[assertion]",
        "S101 11:1", "unknown field `assertion`",
        "did you mean assertions?"),
    Row("text without quotes", '"allotments"', "allotments",
        "R003 2:8", "this is no value",
        'text needs double quotes: "..."; until then records are checked without the settings'),
    Row("a colon for an equals sign", "name =", "name:",
        "R003 2:5", "`=` should be here",
        'write `key = "value"`; until then records are checked without the settings'),
    Row("a quote left open", 'name = "allotments"', 'name = "allotments',
        "R003 2:18", "a quote opens on this line and does not close",
        "close it; until then records are checked without the settings"),
    Row("a table left open", "[rules]", "[rules",
        "R003 8:6", "the name of a table ends with `]`",
        "write `[rules]`, say; until then records are checked without the settings"),
    Row("a key twice", 'version = "0.1.0"', 'version = "0.1.0"\nversion = "0.2.0"',
        "R003 5:17", "a key that stands twice in its table",
        "keep one of the two; until then records are checked without the settings"),
    Row("no title", 'title = "The allotments of Lindau"\n', "",
        "S102 1:1", "missing field `title`",
        'add, say, `title = "The Wagner mutiny of June 2023"`'),
    Row("a text for a list", '["en"]', '"en"',
        "S103 6:13", '`languages` is a list, not the text "en"',
        'write `languages = ["en"]`'),
    Row("a language by its name", '["en"]', '["English"]',
        "S105 6:14", 'a member of `languages` cannot be "English"',
        "a language tag, such as en"),
    Row("a rule misspelt", "P401", "P4O1",
        "S104 9:1", 'there is no rule "P4O1"',
        "did you mean P401?"),
    Row("a severity that is none", '"error"', '"fatal"',
        "S104 9:8", 'unknown code "fatal" for `P401`',
        "codes: error, warning, info, off"),
)
REGISTRY = (
    Row("a key misspelt", "  kind: person", "  kid: person",
        "S101 3:3", "unknown field `kid`",
        "did you mean kind?", fix="kind"),
    Row("a word for a code", "  kind: person", "  kind: human",
        "S104 3:9", 'unknown code "human" for `kind`',
        "did you mean person?"),
    Row("an id twice", "  name: Lindauer Bote\n  kind: media-outlet\n", "  name: Lindauer Bote\n  kind: media-outlet\n- id: bote\n  name: Bodensee-Bote\n  kind: media-outlet\n",
        "X701 10:7", 'id "bote" stands twice in this registry, first for Lindauer Bote',
        "give one of the two another id, such as bote-2"),
    Row("a key too far right", "  name: Erika", "   name: Erika",
        "R003 2:4", "`name` is indented below `id`, which has a value already",
        "begin it in column 3, as the field above; a text that goes on needs quotes"),
    Row("a key above the list", "- id: erika", "actors:\n- id: erika",
        "S103 1:1", "the file is a list, not an object",
        "take `actors:` away"),
)
EXTENSION = (
    Row("a keyword misspelt", '"properties"', '"propertys"',
        "S109 3:3", 'unknown keyword "propertys"',
        "did you mean properties?"),
    Row("a type that is none", '"string"', '"text"',
        "S109 4:25", '"text" is no type of JSON Schema',
        "write one of string, number, integer, boolean, array, object"),
    Row("a pattern left open", '"enum": ["dry", "rain"]', '"pattern": "(dry"',
        "S109 4:46", 'pattern "(dry" cannot be used',
        "close each bracket; look-around and back references are refused"),
    Row("a reference to elsewhere", '"type": "string"', '"$ref": "https://example.org/a.json"',
        "S109 4:25", '$ref "https://example.org/a.json" leaves this file or is no definition of it',
        "write #/$defs/NAME; nothing is ever fetched"),
    Row("a comma too many", '"additionalProperties": false', '"additionalProperties": false,',
        "R003 6:32", "a comma before the closing `}`",
        "delete the comma"),
)
VOCABULARY = (
    Row("semicolons", "code,label,description,broader", "code;label;description;broader",
        "R003 1:1", "the cells are parted by semicolons",
        "save the file with commas between the cells"),
    Row("a column misspelt", "broader\n", "broder\n",
        "S101 1:1", 'unknown column "broder"',
        "did you mean broader?"),
    Row("a shipped code misspelt", ",protest", ",protst",
        "S104 2:1", 'unknown shipped code "protst" as broader',
        "did you mean protest?"),
    Row("a comma in a cell", "Picnic,", "Picnic, outdoors,",
        "R003 2:1", "4 cells are expected in this row",
        "part cells with commas; put a cell that holds a comma in double quotes"),
)
# fmt: on

FILES = {
    "records/march.yaml": (LAYOUT, FIELDS, VALUES, DATES, PLACES, TIES),
    "records/hearing.json": (JSON,),
    "regesta.toml": (SETTINGS,),
    "registry/actors.yaml": (REGISTRY,),
    "extension.schema.json": (EXTENSION,),
    "vocabulary/event-types.csv": (VOCABULARY,),
}
BREAKAGES = [
    pytest.param(name, row, id=f"{Path(name).stem}: {row.name}")
    for name, groups in FILES.items()
    for group in groups
    for row in group
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sound dataset, in which the test works."""
    copy = Path(shutil.copytree(SOUND, tmp_path / "allotments"))
    monkeypatch.chdir(copy)
    return copy


def broken(folder: Path, name: str, row: Row) -> Examination:
    """What a check finds once the row has been done to the file."""
    text = (folder / name).read_text(encoding="utf-8")
    assert row.sound in text
    (folder / name).write_text(text.replace(row.sound, row.broken, 1), encoding="utf-8")
    return examine_dataset(Path(), TODAY)


def test_nothing_is_wrong_with_the_sound_dataset(folder: Path) -> None:
    assert list(examine_dataset(folder, TODAY).findings()) == []


@pytest.mark.parametrize(("name", "row"), BREAKAGES)
def test_a_breakage_is_told_once_where_it_is_and_with_what_to_type(folder: Path, name: str, row: Row) -> None:
    found = make_report([(broken(folder, name, row), None)]).diagnostics
    assert [(d.path, f"{d.code} {d.line}:{d.column}") for d in found] == [(name, row.found)]
    assert row.says in found[0].message
    assert row.helps in str(found[0].help)
    assert found[0].fix == row.fix


@pytest.mark.parametrize(("name", "row"), [p for p in BREAKAGES if p.values[1].fix is not None])  # type: ignore[union-attr]
def test_the_fix_that_is_offered_leaves_nothing_to_find(folder: Path, name: str, row: Row) -> None:
    (change,) = changes([(broken(folder, name, row), None)], TODAY)
    assert write(change)
    assert list(examine_dataset(Path(), TODAY).findings()) == []


@pytest.mark.parametrize(("name", "row"), BREAKAGES)
def test_what_is_said_of_a_breakage_fits_a_terminal_of_80_columns(folder: Path, name: str, row: Row) -> None:
    headline, *others = render(make_report([(broken(folder, name, row), None)]), width=80).splitlines()
    assert headline.startswith(f"{name}:")
    assert all(len(line) <= 80 or " " not in line.strip() for line in others)


def test_a_line_that_cannot_be_read_is_shown_and_leaves_the_record_after_it_whole(folder: Path) -> None:
    hearing = json.loads((folder / "records/hearing.json").read_text(encoding="utf-8")) | {"id": "second"}
    (folder / "records/more.jsonl").write_text('{"id": "first", }\n' + json.dumps(hearing) + "\n", encoding="utf-8")
    lines, report = normalise_paths([folder], TODAY)
    assert [json.loads(line)["id"] for line in lines.splitlines()][-1] == "second"
    assert "R003 a comma before the closing `}`" in render(report)
    assert '    1 | {"id": "first", }' in render(report)


def test_json_over_several_lines_in_a_jsonl_file_is_told_once(folder: Path) -> None:
    (folder / "records/hearing.json").rename(folder / "records/hearing.jsonl")
    (found,) = make_report([(examine_dataset(Path(), TODAY), None)]).diagnostics
    assert (found.code, found.line, found.help) == (
        "R003", 1, "name the file .json; a .jsonl file has each event on one line of its own",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "moved", "help_text"),
    [
        ("registry/actors.yaml", "registry/actors.yml", "did you mean actors.yaml?"),
        ("vocabulary/event-types.csv", "vocabulary/types.csv", "vocabulary/ holds event-types.csv"),
    ],
)
def test_a_file_that_nobody_reads_is_told(folder: Path, name: str, moved: str, help_text: str) -> None:
    (folder / name).rename(folder / moved)
    (found,) = make_report([(examine_dataset(Path(), TODAY), None)]).diagnostics
    assert (found.code, found.path) == ("R013", moved)
    assert help_text in str(found.help)


def test_where_there_are_no_records_it_is_said_where_they_belong(folder: Path) -> None:
    shutil.rmtree(folder / "records")
    assert render(make_report([(examine_dataset(Path(), TODAY), None)])).startswith("nothing to check: no files")
