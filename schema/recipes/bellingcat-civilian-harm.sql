-- name = "Bellingcat Civilian Harm in Ukraine"
-- source = "https://ukraine.bellingcat.com/"
-- licence = "MIT"
-- contract = "1"
--
-- [inputs.incidents]
-- files = ["*.csv", "*.xlsx"]
--
-- [crosswalks.weapons]
-- file = "bellingcat-civilian-harm-weapons.csv"
-- codes = "SELECT unnest(weapon_codes(associations, description)) FROM incidents"
--
-- [crosswalks.countries]
-- file = "bellingcat-civilian-harm-countries.csv"
--
-- [crosswalks.ids]
-- file = "bellingcat-civilian-harm-ids.csv"

-- Incidents of harm to civilians in the war against Ukraine, one a row, as Bellingcat exports them: what was seen, where
-- and on which day, with the posts that show it. No actor is named and nothing is counted.

-- The values of one key in `Key=Value,Key=Value`.
CREATE MACRO values_of(x, wanted) AS
    list_transform(
        list_filter(parts(x, ','), lambda pair: starts_with(pair, wanted || '=')),
        lambda pair: pair[length(wanted) + 2:]);

-- The weapons by which a row is typed: those that are known where one is; where no word is said of any, whether it tells
-- of the floods after the Kakhovka dam broke, of which most such rows are.
CREATE MACRO weapon_codes(associations, description) AS
    coalesce(
        nullif(list_filter(values_of(associations, 'Weapon System'), lambda one: one <> 'Unknown'), []),
        nullif(values_of(associations, 'Weapon System'), []),
        [CASE WHEN regexp_matches(description, '(?i)\bflood') THEN '(flood)' ELSE '(not stated)' END]);

-- Addresses are joined by commas, and may hold commas themselves: a new one begins with its scheme, its host or HIDDEN.
CREATE MACRO addresses(x) AS
    list_transform(
        parts(regexp_replace(x, '[,\s]+(https?://|HIDDEN\b|(?:[a-z0-9-]+\.)+[a-z]{2,}/)', chr(10) || '\1', 'g'), '\n'),
        lambda one: rtrim(one, ', '));

-- The address at the head of an entry; words may follow it.
CREATE MACRO address_of(x) AS web_address(regexp_extract(x, '^\S+'));

-- A location that names its region: `Merefa (Kharkiv region)`, `Uman, Cherkasy oblast`, `Sumy region`.
CREATE MACRO within_region() AS
    '^(?:([^,(]+?)(?:, ?| ?\())?([\p{L}''-]+ (?i:oblast|region))\)?(?:, Russia)?\.?$';

WITH split AS (
    SELECT
        *,
        clean(description) AS what,
        clean(location) AS spot,
        addresses(sources) AS links,
        coalesce(values_of(associations, 'Type of area affected'), []) AS areas,
        coalesce(values_of(associations, 'Weapon System'), []) AS arms
    FROM incidents
),

-- a subtype only where all weapons of a row agree on one
kinds AS (
    SELECT
        _from,
        CASE WHEN count(*) = count(w.type) AND count(DISTINCT w.type) = 1 THEN min(w.type) END AS type,
        CASE WHEN count(*) = count(w.subtype) AND count(DISTINCT w.subtype) = 1 THEN min(w.subtype) END AS subtype
    FROM (SELECT _from, unnest(weapon_codes(associations, description)) AS weapon FROM split)
    LEFT JOIN weapons w ON w.code = weapon
    GROUP BY _from
),

-- the country that the words of a location tell
lands AS (
    SELECT spot, CASE WHEN count(DISTINCT c.country) = 1 THEN min(c.country) END AS country
    FROM (SELECT DISTINCT spot FROM split)
    JOIN countries c ON contains(spot, c.code)
    GROUP BY spot
)

SELECT
    s._from,
    'bellingcat-' || slug(coalesce(i.own, s.id)) AS id,
    CASE WHEN length(what) > 200 THEN regexp_extract(what, '^(.{1,199})(?:\s|$)', 1) || '…' ELSE what END AS title,
    clean_lines(description) AS summary,
    k.type AS type,
    k.subtype AS subtype,
    {text: date, edtf: day(date, ['%m/%d/%Y']), "order": 'mdy'} AS date,
    [{
        name: coalesce(nullif(regexp_extract(s.spot, within_region(), 1), ''), s.spot),
        country: l.country,
        admin1_name: nullif(regexp_extract(s.spot, within_region(), 2), ''),
        latitude: s.lat,
        longitude: s.lon,
        "precision": CASE WHEN s.lat IS NOT NULL THEN 'exact' END
    }] AS places,
    CASE
        WHEN links IS NULL THEN [{
            id: 'bellingcat', publisher: 'Bellingcat', title: 'Civilian Harm in Ukraine',
            url: 'https://ukraine.bellingcat.com/', archive_url: NULL, kind: 'dataset', redistributable: NULL
        }]
        ELSE list_transform(links, lambda link, n: {
            id: 'source-' || n, publisher: NULL, title: CASE WHEN link <> 'HIDDEN' AND address_of(link) IS NULL THEN link ELSE clean(regexp_extract(link, '\s(.*)$', 1)) END,
            url: coalesce(archived_address(address_of(link)), address_of(link)),
            archive_url: CASE WHEN archived_address(address_of(link)) IS NOT NULL THEN address_of(link) END,
            kind: source_kind(address_of(link)),
            -- something must stand there, or it would be a reference to a source of that id
            redistributable: CASE WHEN link = 'HIDDEN' THEN false END
        })
    END AS sources,
    {imported_from: {record: s.id}} AS provenance,
    list_concat(
        [
            CASE WHEN links IS NULL THEN {field: '/sources/-', reason: 'not-stated'} END,
            CASE WHEN arms = ['Unknown'] THEN {field: '/extra/weapon_systems', reason: 'unknown'} END,
            CASE WHEN arms = ['None'] THEN {field: '/extra/weapon_systems', reason: 'not-applicable'} END,
            CASE WHEN areas = ['Undefined'] THEN {field: '/extra/areas', reason: 'not-stated'} END
        ],
        list_transform(links, lambda link, n: CASE WHEN link = 'HIDDEN' THEN {field: '/sources/' || (n - 1) || '/url', reason: 'withheld'} END)
    ) AS missing,
    {
        location: s.spot,
        areas: list_filter(areas, lambda area: area <> 'Undefined'),
        weapon_systems: list_filter(arms, lambda one: one NOT IN ('Unknown', 'None')),
        other_associations: list_filter(parts(associations, ','), lambda pair:
            NOT starts_with(pair, 'Type of area affected=') AND NOT starts_with(pair, 'Weapon System='))
    } AS extra
FROM split s
JOIN kinds k ON k._from = s._from
LEFT JOIN lands l ON l.spot = s.spot
LEFT JOIN ids i ON i.code = s.id AND i.lat = s.lat AND i.lon = s.lon
