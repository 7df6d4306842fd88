-- What every recipe needs. Blanks are NULL; a macro of a blank is a blank.

-- Text on one line: no spaces around it, one where there were several; NULL where nothing is left. The pattern passes
-- one space over, which would be replaced by itself: most texts have nothing else, and are not copied then. Within a
-- lambda, where what a macro is given is computed as often as it stands there, `single_spaced` and `trimmed` go one by one.
CREATE MACRO single_spaced(x) AS
    regexp_replace(nfc_normalize(x), '[\s\p{Z}\p{Cc}\x{FEFF}]{2,}|[\t\n\x0b\f\r\p{Cc}\p{Zl}\p{Zp}\x{A0}'
        '\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}\x{FEFF}]', ' ', 'g');
CREATE MACRO trimmed(x) AS
    CASE WHEN x = '' OR starts_with(x, ' ') OR ends_with(x, ' ') THEN nullif(trim(x), '') ELSE x END;
CREATE MACRO clean(x) AS trimmed(single_spaced(x));
CREATE MACRO clean_each(texts) AS list_transform(list_transform(texts, lambda x: single_spaced(x)), lambda x: trimmed(x));

-- Text of several lines: its line breaks stay, spaces at the ends of lines and blank lines at both ends go.
CREATE MACRO clean_lines(x) AS
    nullif(trim(regexp_replace(regexp_replace(regexp_replace(nfc_normalize(x), '\r\n?', E'\n', 'g'),
        '[\t\p{Zs}\x{FEFF}]+', ' ', 'g'), ' *\n *', E'\n', 'g'), E' \n'), '');

-- NULL for the values that stand for a blank: blank_if(deaths, ['-99', 'N/A']).
CREATE MACRO blank_if(x, blanks) AS CASE WHEN list_contains(blanks, trim(x)) THEN NULL ELSE x END;

-- A member of `missing` where the value is one of those that stand for a blank, else NULL:
-- [missing_if(deaths, ['-99'], '/quantities/-', 'unknown')] AS missing.
CREATE MACRO missing_if(x, blanks, pointer, why) AS
    CASE WHEN list_contains(blanks, trim(x)) THEN {field: pointer, reason: why} END;

-- The parts of a text between matches of a regular expression, each cleaned, none of them blank.
CREATE MACRO parts(x, pattern) AS
    list_filter(clean_each(regexp_split_to_array(x, pattern)), lambda part: part IS NOT NULL);

-- A text that has a letter or a digit, else NULL: `-`, `.` and `????` say nothing.
CREATE MACRO worded(x) AS CASE WHEN regexp_matches(x, '[\p{L}\p{N}]') THEN x END;

-- The members of a list, each once, where it stands first.
CREATE MACRO each_once(members) AS list_filter(members, lambda one, n: list_position(members, one) = n);

-- The cells of one line of CSV that stands in a cell, cleaned; separator is one character. A quote within a quoted cell
-- ends it only before the separator or the end, whether it is doubled or not. Where every cell is quoted and none holds
-- a quote, they are told apart without a search in each.
CREATE MACRO csv_cells(x, separator) AS
    CASE
        WHEN regexp_full_match(x, '"[^"]*"(?:' || regexp_escape(separator) || '"[^"]*")*')
        THEN clean_each(string_split(substring(x, 2, length(x) - 2), '"' || separator || '"'))
        ELSE clean_each(list_transform(
            regexp_extract_all(x || separator, '(?s)\s*".*?"\s*' || regexp_escape(separator) ||
                '|[^' || regexp_escape(separator) || ']*' || regexp_escape(separator)),
            lambda cell: replace(regexp_replace(cell, '(?s)^\s*"(.*)"\s*.$|^(.*).$', '\1\2'), '""', '"')))
    END;

-- An id: lower case, ASCII, hyphens between what is left, at most 96 characters.
CREATE MACRO slug(x) AS
    nullif(trim(left(regexp_replace(lower(strip_accents(x)), '[^a-z0-9]+', '-', 'g'), 96), '-'), '');

-- The day (YYYY-MM-DD) of a text in the first of several layouts that fits (%d %m %Y %H %M %S %p %B ...), else NULL.
CREATE MACRO day(x, layouts) AS strftime(try_strptime(trim(x), layouts), '%Y-%m-%d');

-- EDTF from a year, a month and a day, each text or a number; a blank or 0 for month or day makes it coarser.
CREATE MACRO edtf_of(year, month, day) AS
    CASE
        WHEN nullif(TRY_CAST(month AS INTEGER), 0) IS NULL THEN lpad(CAST(TRY_CAST(year AS INTEGER) AS VARCHAR), 4, '0')
        WHEN nullif(TRY_CAST(day AS INTEGER), 0) IS NULL THEN printf('%04d-%02d', TRY_CAST(year AS INTEGER), TRY_CAST(month AS INTEGER))
        ELSE printf('%04d-%02d-%02d', TRY_CAST(year AS INTEGER), TRY_CAST(month AS INTEGER), TRY_CAST(day AS INTEGER))
    END;

-- EDTF of a stretch of days: edtf_lasted, from the first to the last (A/B); edtf_within, at some time between them
-- ([A..B]). A whole month or a whole year is written as such, one day as that day.
CREATE MACRO edtf_whole(a, b) AS
    CASE
        WHEN a = b THEN a
        WHEN a[5:] = '-01-01' AND b = a[:4] || '-12-31' THEN a[:4]
        WHEN a[8:] = '-01' AND TRY_CAST(b AS DATE) = last_day(TRY_CAST(a AS DATE)) THEN a[:7]
    END;
CREATE MACRO edtf_lasted(a, b) AS
    coalesce(edtf_whole(a, b), coalesce(a, '..') || '/' || coalesce(b, CASE WHEN a IS NOT NULL THEN '..' END));
CREATE MACRO edtf_within(a, b) AS
    coalesce(edtf_whole(a, b), CASE WHEN coalesce(a, b) IS NOT NULL THEN '[' || coalesce(a, '') || '..' || coalesce(b, '') || ']' END);

-- Low, best and high of a number in words: '12', '10-20', '10 to 20', 'at least 5', '5+', '>5', 'up to 7', '<8', 'about 30'.
CREATE MACRO figure(x) AS TRY_CAST(replace(x, ',', '') AS DOUBLE);
CREATE MACRO figures(x) AS
    {
        low: figure(coalesce(
            nullif(regexp_extract(x, '(?i)^\s*([0-9][0-9,]*)\s*(?:-|–|—|to|\.\.+)\s*[0-9][0-9,]*\s*$', 1), ''),
            nullif(regexp_extract(x, '(?i)^\s*(?:at least|minimum|min\.?|≥|>=)\s*([0-9][0-9,]*)\s*$', 1), ''),
            nullif(regexp_extract(x, '^\s*([0-9][0-9,]*)\s*\+\s*$', 1), ''),
            CAST(figure(nullif(regexp_extract(x, '(?i)^\s*(?:more than|over|>)\s*([0-9][0-9,]*)\s*$', 1), '')) + 1 AS VARCHAR))),
        best: figure(coalesce(
            nullif(regexp_extract(x, '^\s*([0-9][0-9,]*)\s*$', 1), ''),
            nullif(regexp_extract(x, '(?i)^\s*(?:about|around|approximately|approx\.?|circa|ca\.?|some|~|≈)\s*([0-9][0-9,]*)\s*$', 1), ''))),
        high: figure(coalesce(
            nullif(regexp_extract(x, '(?i)^\s*[0-9][0-9,]*\s*(?:-|–|—|to|\.\.+)\s*([0-9][0-9,]*)\s*$', 1), ''),
            nullif(regexp_extract(x, '(?i)^\s*(?:at most|up to|maximum|max\.?|≤|<=)\s*([0-9][0-9,]*)\s*$', 1), ''),
            CAST(figure(nullif(regexp_extract(x, '(?i)^\s*(?:fewer than|less than|under|<)\s*([0-9][0-9,]*)\s*$', 1), '')) - 1 AS VARCHAR)))
    };

-- The precision of a place by the codes of UCDP (where_prec 1-7) and ACLED (geo_precision 1-3).
CREATE MACRO ucdp_place_precision(code) AS
    ['settlement', 'near', 'admin2', 'admin1', 'area', 'country', 'region'][TRY_CAST(code AS INTEGER)];
CREATE MACRO acled_place_precision(code) AS ['settlement', 'near', 'admin1'][TRY_CAST(code AS INTEGER)];

-- An address as the contract takes it, with its scheme where only that lacks; NULL where the text is no address.
CREATE MACRO web_address(x) AS
    CASE
        WHEN regexp_matches(trim(x), '^https?://[^\s/?#@"<>]+([/?#][^\s"<>]*)?$') THEN trim(x)
        WHEN regexp_matches(trim(x), '^([a-z0-9-]+\.)+[a-z]{2,}/[^\s"<>]*$') THEN 'https://' || trim(x)
    END;

-- The address of which a copy in the Wayback Machine was made, from that of the copy.
CREATE MACRO archived_address(x) AS
    nullif(regexp_extract(trim(x), '^https?://web\.archive\.org/web/[0-9a-z_*]+/(https?://[^\s"<>]+)$', 1), '');

-- social-post where an address is that of a platform of posts, else NULL: the kind of a source.
CREATE MACRO source_kind(x) AS
    CASE WHEN regexp_matches(coalesce(archived_address(x), web_address(x)),
        '^https?://([a-z0-9-]+\.)*(facebook|instagram|reddit|telegram|tiktok|twitter|vk|x)\.com/|^https?://t\.me/')
        THEN 'social-post' END;
