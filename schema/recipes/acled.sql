-- name = "ACLED"
-- source = "https://acleddata.com/conflict-data"
-- licence = "ACLED terms of use: https://acleddata.com/eula"
-- contract = "1"
--
-- [inputs.events]
-- files = ["*.csv", "*.xlsx"]
-- optional = [
--     "data_id", "iso", "iso3", "event_id_no_cnty", "time_precision", "disorder_type", "assoc_actor_1", "inter1",
--     "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "region", "admin1", "admin2", "admin3",
--     "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp", "population_best",
-- ]
--
-- [crosswalks.subevents]
-- file = "acled-subevents.csv"
-- codes = "SELECT sub_event_type FROM events"
--
-- [crosswalks.actors]
-- file = "acled-actors.csv"
-- codes = "SELECT unnest([nullif(inter1, '0'), nullif(inter2, '0')]) FROM events"
--
-- [crosswalks.countries]
-- file = "acled-countries.csv"
-- codes = "SELECT iso_number(iso) FROM events"

-- The Armed Conflict Location & Event Data project: one row an event, with the columns of its codebook, as the export
-- tool and the API give them (dyadic). Written from the codebook alone, and tried on made-up rows: its data may not be
-- passed on.
CREATE MACRO iso_number(x) AS CAST(TRY_CAST(TRY_CAST(x AS DOUBLE) AS INTEGER) AS VARCHAR);
-- The codebook says neither of actor 1 nor of actor 2 that it acted; what kind of actor it is says more.
CREATE MACRO acled_role(s, actor, alone) AS
    coalesce(CASE
        WHEN actor = 'Civilians' THEN s.role_civilians
        WHEN actor IN ('Protesters', 'Rioters') THEN s.role_crowd
        WHEN alone AND s.role = 'party' THEN 'initiator'
        ELSE s.role
    END, 'party');
CREATE MACRO associates(names, role, side) AS
    list_transform(coalesce(parts(names, ' *; *'), []), lambda one: {name: one, role: role, side: side, kind: NULL});

WITH days AS (
    SELECT
        *,
        day(event_date, ['%Y-%m-%d', '%d %B %Y', '%d %b %Y', '%d-%b-%Y', '%d/%m/%Y', '%d-%m-%Y']) AS day,
        coalesce(parts(source, ' *; *'), []) AS papers,
        coalesce(parts(tags, ' *; *'), []) AS marks,
        geo_precision = '3' AS whole_province
    FROM events
)

SELECT
    _from,
    'acled-' || slug(event_id_cnty) AS id,
    left(clean(
        sub_event_type || coalesce(': ' || nullif(concat_ws(' – ', clean(actor1), clean(actor2)), ''), '')
        || coalesce(', ' || clean(e.location), '')
    ), 200) AS title,
    clean_lines(notes) AS summary,
    s.type AS type,
    s.subtype AS subtype,
    -- precision 2: a week, in whose middle the day stands; 3: a month
    {
        text: CASE WHEN coalesce(time_precision, '1') = '1' OR day IS NULL THEN event_date END,
        edtf: CASE time_precision
            WHEN '3' THEN day[:7]
            WHEN '2' THEN edtf_within(
                strftime(TRY_CAST(day AS DATE) - 3, '%Y-%m-%d'), strftime(TRY_CAST(day AS DATE) + 3, '%Y-%m-%d'))
            ELSE day
        END,
        "order": CASE WHEN regexp_matches(event_date, '^\s*[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}') THEN 'dmy' END
    } AS date,
    -- precision 3: a province; the town and its coordinates only stand for it, and are kept in extra alone
    [{
        name: CASE WHEN whole_province THEN coalesce(clean(admin1), clean(e.location)) ELSE clean(e.location) END,
        country: c.iso,
        admin1_name: clean(admin1),
        admin2_name: CASE WHEN NOT coalesce(whole_province, false) THEN clean(admin2) END,
        latitude: CASE WHEN NOT coalesce(whole_province, false) THEN latitude END,
        longitude: CASE WHEN NOT coalesce(whole_province, false) THEN longitude END,
        "precision": acled_place_precision(geo_precision)
    }] AS places,
    list_concat(
        [CASE WHEN clean(actor1) IS NOT NULL
            THEN {name: clean(actor1), role: acled_role(s, a.label, actor2 IS NULL), side: 'a', kind: a.kind} END],
        associates(assoc_actor_1, acled_role(s, a.label, actor2 IS NULL), 'a'),
        [CASE WHEN clean(actor2) IS NOT NULL
            THEN {name: clean(actor2), role: acled_role(s, b.label, actor1 IS NULL), side: 'b', kind: b.kind} END],
        associates(assoc_actor_2, acled_role(s, b.label, actor1 IS NULL), 'b')
    ) AS participants,
    list_concat(
        [CASE WHEN fatalities IS NOT NULL THEN {measure: 'killed', best: fatalities, text: NULL} END],
        list_transform(
            list_filter(marks, lambda mark: mark ILIKE 'crowd size=%' AND mark NOT ILIKE 'crowd size=no report'),
            lambda mark: {measure: 'participants', best: NULL, text: mark[12:]})
    ) AS quantities,
    list_transform(
        CASE WHEN len(papers) = 0 THEN ['ACLED'] ELSE papers END,
        lambda paper, n: {
            id: 'source-' || n,
            publisher: paper,
            url: CASE WHEN len(papers) = 0 THEN 'https://acleddata.com/' END,
            kind: CASE WHEN len(papers) = 0 THEN 'dataset' END
        }
    ) AS sources,
    list_sort(list_distinct(list_transform(
        list_filter(marks, lambda mark: mark NOT ILIKE 'crowd size=%'), lambda mark: slug(mark)
    ))) AS tags,
    {imported_from: {record: event_id_cnty}} AS provenance,
    {
        disorder_type: disorder_type,
        event_type: event_type,
        sub_event_type: sub_event_type,
        event_date: event_date,
        time_precision: time_precision,
        inter1: inter1,
        inter2: inter2,
        interaction: interaction,
        civilian_targeting: clean(civilian_targeting),
        iso: e.iso,
        country: clean(e.country),
        region: clean(region),
        admin3: clean(admin3),
        location: clean(e.location),
        latitude: latitude,
        longitude: longitude,
        geo_precision: geo_precision,
        source_scale: clean(source_scale),
        tags: clean(tags),
        timestamp: timestamp
    } AS extra
FROM days e
LEFT JOIN subevents s ON s.code = sub_event_type
LEFT JOIN actors a ON a.code = inter1
LEFT JOIN actors b ON b.code = inter2
LEFT JOIN countries c ON c.code = iso_number(e.iso)
