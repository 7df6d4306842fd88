-- name = "UCDP GED"
-- source = "https://ucdp.uu.se/downloads/"
-- licence = "CC-BY-4.0"
-- contract = "1"
-- encoding = ["utf-8", "cp1252"]
--
-- [inputs.events]
-- files = ["*.csv", "*.xlsx"]
-- optional = [
--     "best", "best_est", "low", "low_est", "high", "high_est", "number_of_sources", "source_original", "code_status",
--     "conflict_new_id", "dyad_new_id", "side_a_new_id", "side_b_new_id", "gwnoa", "gwnob", "priogrid_gid", "relid",
-- ]
--
-- [crosswalks.violence]
-- file = "ucdp-ged-violence.csv"
-- codes = "SELECT type_of_violence FROM events"
--
-- [crosswalks.countries]
-- file = "ucdp-ged-countries.csv"
-- codes = "SELECT unnest([country_id, gwnoa, gwnob]) FROM events"

-- The Georeferenced Event Dataset of the Uppsala Conflict Data Program: one row an event, annual and candidate releases.
-- Days stand in the layouts of ISO and of the United States; where a file has both, it went through a spreadsheet.

-- Allies on one side are joined by commas.
CREATE MACRO members(side) AS CASE WHEN contains(side, ',') THEN parts(side, ' *, *') ELSE [side] END;

WITH days AS (
    SELECT
        *,
        day(date_start, ['%Y-%m-%d', '%Y-%m-%d %H:%M:%S.%g', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %H:%M']) AS first_day,
        CASE
            WHEN date_end = date_start THEN first_day
            ELSE day(date_end, ['%Y-%m-%d', '%Y-%m-%d %H:%M:%S.%g', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %H:%M'])
        END AS last_day,
        side_b = 'Civilians' AS one_sided,
        clean(side_a) AS first_side,
        clean(side_b) AS second_side,
        clean(where_coordinates) AS spot,
        list_filter(csv_cells(source_article, ';'), lambda cell: cell IS NOT NULL) AS articles,
        -- `MemoryBook (x2)` is one speaker; of names with commas only short ones like `SOHR, VDC` are told from titles
        parts(
            regexp_replace(
                CASE WHEN regexp_full_match(source_original, '[A-Z]{2,}(, ?[A-Z]{2,})+')
                    THEN replace(source_original, ',', ';') ELSE source_original END,
                ' +(x[0-9]+\b|\(x[0-9]+\))', '', 'g'),
            ' *; *') AS speakers
    FROM events
)

SELECT
    _from,
    'ucdp-ged-' || slug(e.id) AS id,
    left(v.label || ': ' || first_side || ' – ' || second_side || coalesce(', ' || spot, ''), 200) AS title,
    v.type AS type,
    {
        text: CASE WHEN date_start = date_end THEN date_start ELSE date_start || ' – ' || date_end END,
        edtf: CASE WHEN event_clarity = '2' THEN edtf_lasted(first_day, last_day) ELSE edtf_within(first_day, last_day) END,
        "order": CASE WHEN date_start LIKE '%/%' THEN 'mdy' END
    } AS date,
    [{
        name: spot,
        country: c.iso,
        admin1_name: clean(adm_1),
        admin2_name: clean(adm_2),
        latitude: latitude,
        longitude: longitude,
        "precision": ucdp_place_precision(where_prec)
    }] AS places,
    list_concat(
        list_transform(members(first_side), lambda name: {
            name: name, role: v.role_a, side: 'a', country: a.iso,
            kind: CASE WHEN starts_with(name, 'Government of ') THEN 'state' ELSE v.kind END
        }),
        list_transform(members(second_side), lambda name: {
            name: name, role: v.role_b, side: 'b', country: b.iso,
            kind: CASE WHEN starts_with(name, 'Government of ') THEN 'state' WHEN one_sided THEN 'population' ELSE v.kind END
        })
    ) AS participants,
    list_filter([
        {
            measure: 'killed', object: NULL,
            low: coalesce(low, low_est), best: coalesce(best, best_est), high: coalesce(high, high_est)
        },
        {measure: 'killed', object: first_side, low: NULL, best: deaths_a, high: NULL},
        CASE WHEN NOT one_sided THEN {measure: 'killed', object: second_side, low: NULL, best: deaths_b, high: NULL} END,
        {measure: 'killed', object: 'civilians', low: NULL, best: deaths_civilians, high: NULL},
        {measure: 'killed', object: 'unknown', low: NULL, best: deaths_unknown, high: NULL}
    ], lambda one: one IS NOT NULL) AS quantities,
    list_transform(
        each_once(list_filter(speakers, lambda speaker: worded(speaker) IS NOT NULL)),
        lambda speaker, n: {id: 'claim-' || n, speaker: speaker, act: 'asserts'}
    ) AS claims,
    -- each article is office, day and headline; older rows hold free text instead
    CASE
        WHEN regexp_matches(articles[1], '^.+,[0-9]{4}-[0-9]{2}-[0-9]{2},') THEN list_transform(
            list_transform(
                list_transform(articles, lambda one:
                    {whole: one, head: regexp_extract(one, '^.*?,[0-9]{4}-[0-9]{2}-[0-9]{2},')}),
                lambda one: {
                    office: left(one.head, -12), day: right(left(one.head, -1), 10),
                    headline: substring(one.whole, length(one.head) + 1)
                }),
            lambda one, n: {
                id: 'article-' || n,
                publisher: trimmed(one.office),
                title: worded(trimmed(one.headline)),
                published: {edtf: blank_if(one.day, ['', '1753-01-01'])}  -- the first day that a database knows
            })
        ELSE [{id: 'article-1', publisher: NULL, title: clean(source_article), published: NULL}]
    END AS sources,
    CASE WHEN code_status <> 'Clear' THEN 'candidate' END AS stage,
    {imported_from: {
        version: nullif(replace(regexp_extract(_from.file, '(?i)v?([0-9]+[._][0-9]+(?:[._][0-9]+)?)', 1), '_', '.'), ''),
        record: e.id
    }} AS provenance,
    CASE WHEN number_of_sources = '-1' THEN [missing_if(number_of_sources, ['-1'], '/extra/number_of_sources', 'unknown')]
        END AS missing,
    {
        relid: relid,
        type_of_violence: type_of_violence,
        active_year: active_year,
        code_status: code_status,
        conflict: conflict_new_id,
        conflict_name: clean(conflict_name),
        dyad: dyad_new_id,
        dyad_name: clean(dyad_name),
        side_a: side_a_new_id,
        side_b: side_b_new_id,
        number_of_sources: blank_if(number_of_sources, ['-1']),
        source_original: clean(source_original),
        where_prec: where_prec,
        where_description: clean(where_description),
        priogrid_gid: priogrid_gid,
        country_id: country_id,
        country: clean(e.country),
        region: region,
        event_clarity: event_clarity,
        date_prec: date_prec,
        gwnoa: gwnoa,
        gwnob: gwnob
    } AS extra
FROM days e
LEFT JOIN violence v ON v.code = e.type_of_violence
LEFT JOIN countries c ON c.code = e.country_id
LEFT JOIN countries a ON a.code = e.gwnoa
LEFT JOIN countries b ON b.code = e.gwnob
