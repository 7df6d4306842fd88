-- name = "2020PB Police Brutality"
-- source = "https://github.com/2020PB/police-brutality"
-- licence = "MIT"
-- contract = "1"
--
-- [inputs.lines]
-- form = "lines"
-- files = [
--     "Alabama.md", "Alaska.md", "Arizona.md", "Arkansas.md", "California.md", "Colorado.md", "Connecticut.md",
--     "Delaware.md", "Florida.md", "Georgia.md", "Hawaii.md", "Idaho.md", "Illinois.md", "Indiana.md", "Iowa.md",
--     "Kansas.md", "Kentucky.md", "Louisiana.md", "Maine.md", "Maryland.md", "Massachusetts.md", "Michigan.md",
--     "Minnesota.md", "Mississippi.md", "Missouri.md", "Montana.md", "Nebraska.md", "Nevada.md", "New Hampshire.md",
--     "New Jersey.md", "New Mexico.md", "New York.md", "North Carolina.md", "North Dakota.md", "Ohio.md",
--     "Oklahoma.md", "Oregon.md", "Pennsylvania.md", "Puerto Rico.md", "Rhode Island.md", "South Carolina.md",
--     "South Dakota.md", "Tennessee.md", "Texas.md", "Unknown Location.md", "Utah.md", "Vermont.md", "Virginia.md",
--     "Washington.md", "Washington DC.md", "West Virginia.md", "Wisconsin.md", "Wyoming.md"
-- ]
--
-- [crosswalks.tags]
-- file = "police-brutality-2020-tags.csv"
-- codes = """
--     SELECT unnest(parts(regexp_extract(text, '(?i)^tags *:(.*)', 1), ',')) FROM lines
-- """
--
-- [crosswalks.states]
-- file = "police-brutality-2020-states.csv"
-- codes = "SELECT DISTINCT state_of(_from.file) FROM lines"

-- Police brutality at the protests of 2020 in the United States, as volunteers wrote it down: a Markdown file a state, a
-- `## City`, and below it the reports, each from its `### Title | date` to the next.

CREATE MACRO state_of(file) AS regexp_replace(file, '^.*/|\.[^.]*$', '', 'g');

-- What a line is; a bullet is a link below `**Links**`, and text above it.
CREATE MACRO line_kind(x, below_links) AS
    CASE
        WHEN x LIKE '### %' THEN 'title'
        WHEN x LIKE '## %' THEN 'city'
        WHEN regexp_matches(x, '(?i)^(tags|id|name|geolocation) *:') THEN lower(regexp_extract(x, '^\w+'))
        WHEN starts_with(x, '**Links') THEN 'links'
        WHEN below_links AND regexp_matches(x, '^\s*[*-] ') THEN 'link'
        ELSE 'text'
    END;
CREATE MACRO behind_colon(x) AS clean(regexp_replace(x, '^[^:]*:', ''));

-- A link: `[title](address)`, an address, or an address and words.
CREATE MACRO link_address(x) AS
    web_address(coalesce(nullif(regexp_extract(x, '^\[.*\]\((.*)\)$', 1), ''), regexp_extract(x, '^\S+')));
CREATE MACRO link_title(x) AS
    CASE
        WHEN regexp_matches(x, '^\[.*\]\(.*\)$') THEN clean(regexp_extract(x, '^\[(.*)\]\(.*\)$', 1))
        WHEN link_address(x) IS NULL THEN x
        ELSE clean(regexp_replace(x, '^\S+\s*\(?([^)]*)\)?$', '\1'))
    END;

WITH blocks AS (
    SELECT
        *,
        count(*) FILTER (WHERE text LIKE '## %' OR text LIKE '### %') OVER above AS block,
        last_value(CASE WHEN text LIKE '## %' THEN clean(text[4:]) END IGNORE NULLS) OVER above AS city
    FROM lines
    WINDOW above AS (PARTITION BY _from.file ORDER BY _from.row)
),

kinds AS (
    SELECT
        *,
        line_kind(text, bool_or(starts_with(text, '**Links')) OVER (PARTITION BY _from.file, block ORDER BY _from.row)) AS kind
    FROM blocks
),

reports AS (
    SELECT
        min(_from) AS _from,
        any_value(city) AS city,
        clean(min(text) FILTER (WHERE kind = 'title')[5:]) AS heading,
        clean_lines(regexp_replace(
            string_agg(text, chr(10) ORDER BY _from.row) FILTER (WHERE kind = 'text'), '\n(\s*\n)+', E'\n\n', 'g')) AS story,
        coalesce(flatten(list(parts(behind_colon(text), ',') ORDER BY _from.row) FILTER (WHERE kind = 'tags')), []) AS tags,
        -- two ids in one report make none that the contract would take
        string_agg(slug(behind_colon(text)), ' + ' ORDER BY _from.row) FILTER (WHERE kind = 'id') AS own,
        parts(string_agg(behind_colon(text), ' + ' ORDER BY _from.row) FILTER (WHERE kind = 'geolocation'), ',') AS point,
        string_agg(behind_colon(text), '; ' ORDER BY _from.row) FILTER (WHERE kind = 'name') AS name,
        list(clean(regexp_replace(text, '^\s*[*-] ', '')) ORDER BY _from.row) FILTER (WHERE kind = 'link') AS links
    FROM kinds
    GROUP BY _from.file, block
    -- what stands outside of any report is one without a title, and told as such
    HAVING count(*) FILTER (WHERE kind <> 'city' AND trim(text) <> '' AND text NOT LIKE '# %') > 0
),

-- the gravest act that the tags name, and its subtype where they name one; (none) stands for tags that name no act, and
-- not for one that the crosswalk lacks: alone it leaves the report without a type, which is told
acts AS (
    SELECT
        _from,
        arg_min(type, rank) AS type,
        coalesce(list_distinct(list(subtype) FILTER (WHERE rank = gravest AND subtype IS NOT NULL)), []) AS subtypes,
        list(DISTINCT code ORDER BY code) FILTER (WHERE kind = 'victim') AS victims
    FROM (
        SELECT r._from, t.*, min(t.rank) OVER (PARTITION BY r._from) AS gravest
        FROM (
            SELECT _from, unnest(CASE
                WHEN list_has_all((SELECT list(code) FROM tags), tags) THEN list_append(tags, '(none)')
                ELSE tags
            END) AS tag
            FROM reports
        ) r
        JOIN tags t ON t.code = r.tag
    )
    GROUP BY _from
),

read AS (
    SELECT
        *,
        regexp_matches(heading, '(?i)\| *\(believed to be\)[^|]*$') AS believed,
        regexp_matches(heading, '(?i)\| *unknown date *$') AS undated,
        clean(regexp_replace(heading, ' *\|[^|]*$', '')) AS title,
        clean(nullif(regexp_extract(heading, '\|([^|]*)$', 1), '')) AS day_text,
        state_of(_from.file) AS state
    FROM reports
)

SELECT
    r._from,
    '2020pb-' || own AS id,
    CASE WHEN length(title) > 200 THEN regexp_extract(title, '^(.{1,199})(?:\s|$)', 1) || '…' ELSE title END AS title,
    story AS summary,
    a.type AS type,
    CASE WHEN len(a.subtypes) = 1 THEN a.subtypes[1] END AS subtype,
    {
        text: day_text,
        edtf: CASE
            WHEN undated THEN '../..'
            WHEN believed THEN day(regexp_extract(day_text, '[0-9].*$'), ['%Y-%m-%d']) || '?'
            ELSE day(day_text, ['%Y-%m-%d'])
        END
    } AS date,
    [{
        -- Washington is named by the name of its file alone; a point of four digits and more is the spot itself
        name: CASE WHEN city = 'DC' THEN state ELSE city END,
        country: CASE WHEN coalesce(city, point[1]) IS NOT NULL THEN s.country END,
        admin1: CASE WHEN coalesce(city, point[1]) IS NOT NULL THEN s.admin1 END,
        latitude: CASE WHEN len(point) <= 2 THEN point[1] ELSE array_to_string(point, ', ') END,
        longitude: point[2],
        "precision": CASE WHEN regexp_matches(point[1], '\.[0-9]{4}') AND regexp_matches(point[2], '\.[0-9]{4}') THEN 'exact' END
    }] AS places,
    list_concat(
        [{name: 'police', role: 'initiator', kind: 'state-body'}],
        list_transform(a.victims, lambda victim: {name: replace(victim, '-', ' '), role: 'victim', kind: NULL})
    ) AS participants,
    CASE
        WHEN links IS NULL THEN [{
            id: '2020pb', publisher: '2020PB', title: 'Police Brutality during US Protests',
            url: 'https://github.com/2020PB/police-brutality', archive_url: NULL, kind: 'dataset'
        }]
        ELSE list_transform(links, lambda link, n: {
            id: 'link-' || n,
            publisher: NULL,
            title: link_title(link),
            url: coalesce(archived_address(link_address(link)), link_address(link)),
            archive_url: CASE WHEN archived_address(link_address(link)) IS NOT NULL THEN link_address(link) END,
            kind: source_kind(link_address(link))
        })
    END AS sources,
    list_sort(list_distinct(list_transform(tags, lambda tag: slug(tag)))) AS tags,
    {imported_from: {record: own}} AS provenance,
    [
        CASE WHEN undated THEN {field: '/date/start', reason: 'unknown'} END,
        CASE WHEN city IS NULL AND point IS NULL THEN {field: '/places/-', reason: 'unknown'} END,
        CASE WHEN city IS NOT NULL AND coalesce(point, []) = [] THEN {field: '/places/0/latitude', reason: 'not-stated'} END,
        CASE WHEN links IS NULL THEN {field: '/sources/-', reason: 'not-stated'} END
    ] AS missing,
    {state: state, tags: tags, name: name} AS extra
FROM read r
LEFT JOIN acts a ON a._from = r._from
LEFT JOIN states s ON s.code = state
