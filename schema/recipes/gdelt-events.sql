-- name = "GDELT Event Database"
-- source = "https://www.gdeltproject.org/data.html"
-- licence = "Free for any use with a citation and a link"
-- contract = "1"
--
-- [inputs.mentions2]
-- files = ["*.mentions.csv"]
-- delimiter = "\t"
-- columns = [
--     "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
--     "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
--     "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
-- ]
-- needed = false
-- unused = "SELECT _from FROM mentions2 ANTI JOIN every_event USING (GLOBALEVENTID)"
--
-- [inputs.mentions]
-- files = ["*mentions*.csv", "*mentions*.tsv", "*mentions*.xlsx"]
-- needed = false
-- unused = "SELECT _from FROM mentions ANTI JOIN every_event USING (GLOBALEVENTID)"
--
-- [inputs.events1]
-- files = ["[12][0-9][0-9][0-9][01][0-9][0-3][0-9].export.csv"]
-- delimiter = "\t"
-- columns = [
--     "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", "Actor1Code", "Actor1Name",
--     "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode", "Actor1Religion1Code", "Actor1Religion2Code",
--     "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code", "Actor2Code", "Actor2Name", "Actor2CountryCode",
--     "Actor2KnownGroupCode", "Actor2EthnicCode", "Actor2Religion1Code", "Actor2Religion2Code", "Actor2Type1Code",
--     "Actor2Type2Code", "Actor2Type3Code", "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
--     "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", "Actor1Geo_Type", "Actor1Geo_FullName",
--     "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_Lat", "Actor1Geo_Long", "Actor1Geo_FeatureID",
--     "Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code", "Actor2Geo_Lat",
--     "Actor2Geo_Long", "Actor2Geo_FeatureID", "ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode",
--     "ActionGeo_ADM1Code", "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL",
-- ]
-- needed = false
--
-- [inputs.events2]
-- files = ["*.export.csv"]
-- delimiter = "\t"
-- columns = [
--     "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", "Actor1Code", "Actor1Name",
--     "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode", "Actor1Religion1Code", "Actor1Religion2Code",
--     "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code", "Actor2Code", "Actor2Name", "Actor2CountryCode",
--     "Actor2KnownGroupCode", "Actor2EthnicCode", "Actor2Religion1Code", "Actor2Religion2Code", "Actor2Type1Code",
--     "Actor2Type2Code", "Actor2Type3Code", "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
--     "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", "Actor1Geo_Type", "Actor1Geo_FullName",
--     "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code", "Actor1Geo_Lat", "Actor1Geo_Long",
--     "Actor1Geo_FeatureID", "Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code",
--     "Actor2Geo_ADM2Code", "Actor2Geo_Lat", "Actor2Geo_Long", "Actor2Geo_FeatureID", "ActionGeo_Type",
--     "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_Lat",
--     "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL",
-- ]
-- needed = false
--
-- [inputs.events0]
-- files = ["[12][0-9][0-9][0-9].csv", "[12][0-9][0-9][0-9][01][0-9].csv"]
-- delimiter = "\t"
-- columns = [
--     "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", "Actor1Code", "Actor1Name",
--     "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode", "Actor1Religion1Code", "Actor1Religion2Code",
--     "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code", "Actor2Code", "Actor2Name", "Actor2CountryCode",
--     "Actor2KnownGroupCode", "Actor2EthnicCode", "Actor2Religion1Code", "Actor2Religion2Code", "Actor2Type1Code",
--     "Actor2Type2Code", "Actor2Type3Code", "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
--     "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", "Actor1Geo_Type", "Actor1Geo_FullName",
--     "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_Lat", "Actor1Geo_Long", "Actor1Geo_FeatureID",
--     "Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code", "Actor2Geo_Lat",
--     "Actor2Geo_Long", "Actor2Geo_FeatureID", "ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode",
--     "ActionGeo_ADM1Code", "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED",
-- ]
-- needed = false
--
-- [inputs.events]
-- files = ["*.csv", "*.tsv", "*.xlsx"]
-- needed = false
--
-- [crosswalks.cameo]
-- file = "gdelt-events-cameo.csv"
-- codes = "SELECT cameo_code(EventCode) FROM every_event"
--
-- [crosswalks.countries]
-- file = "gdelt-events-countries.csv"
-- codes = "SELECT unnest([Actor1CountryCode, Actor2CountryCode]) FROM every_event"
--
-- [crosswalks.fips]
-- file = "gdelt-events-fips.csv"
-- codes = "SELECT ActionGeo_CountryCode FROM every_event"
--
-- [crosswalks.kinds]
-- file = "gdelt-events-kinds.csv"
-- codes = "SELECT unnest([Actor1Type1Code, Actor2Type1Code]) FROM every_event"
--
-- [crosswalks.languages]
-- file = "gdelt-events-languages.csv"
-- codes = "SELECT regexp_extract(MentionDocTranslationInfo, 'srclc:([a-z]{3})', 1) FROM every_mention"

-- Events that a program read from the news, versions 1.0 and 2.0: the files as GDELT exports them (tabs, no header), and
-- tables with its column names (*.csv; mentions where the name says so). Codes are those of CAMEO 1.1b3, as text: where a
-- spreadsheet or a data frame took them for numbers, their leading zeros are put back. Give mentions beside events, and
-- each document that names an event is a source of it; mentions of events that are not given are counted.
CREATE MACRO whole(x) AS regexp_replace(trim(x), '\.0+$', '');
-- Of three digits or four, and no root is above 20: 42 was 042, 211 was 0211.
CREATE MACRO cameo_code(x) AS
    CASE WHEN length(whole(x)) < 3 OR left(whole(x), 2) > '20' THEN '0' || whole(x) ELSE whole(x) END;
-- 20170701234500, 20170701 and 2017-07-01T00:00:00 are one day.
CREATE MACRO stamp_day(x) AS
    day(regexp_extract(trim(x), '^[0-9]{4}(-?)[0-9]{2}(-?)[0-9]{2}'), ['%Y%m%d', '%Y-%m-%d']);
-- Geo_Type: 1 country, 2 state of the United States, 3 place there, 4 place elsewhere, 5 first-level unit elsewhere.
-- A place is a town or a landmark, but some are counties.
CREATE MACRO geo_precision(type, full_name) AS
    CASE
        WHEN whole(type) = '3' AND regexp_matches(full_name, '^[^,]+ (County|Parish|Borough),') THEN 'admin2'
        ELSE ['country', 'admin1', 'settlement', 'settlement', 'admin1'][TRY_CAST(whole(type) AS INTEGER)]
    END;
-- Full names are 'Country', 'State, Country' or 'Place, State, Country', and a state or a country may hold a comma.
CREATE MACRO geo_name(type, full_name) AS
    CASE WHEN whole(type) = '1' THEN clean(full_name) ELSE parts(full_name, ', ')[1] END;
CREATE MACRO geo_state(type, full_name) AS
    CASE WHEN whole(type) IN ('3', '4') AND full_name NOT LIKE '%(general)%'
        THEN array_to_string(parts(full_name, ', ')[2:-2], ', ') END;
CREATE MACRO geo_extra(type, name, country, adm1, adm2, latitude, longitude, feature) AS
    {
        type: nullif(whole(type), '0'), full_name: clean(name), country: country, adm1: adm1, adm2: adm2,
        latitude: latitude, longitude: longitude, feature_id: feature
    };

CREATE TEMP VIEW every_event AS
SELECT * FROM events2
UNION ALL BY NAME SELECT * FROM events1
UNION ALL BY NAME SELECT * FROM events0
UNION ALL BY NAME SELECT * FROM events;

CREATE TEMP VIEW every_mention AS SELECT * FROM mentions2 UNION ALL BY NAME SELECT * FROM mentions;

WITH documents AS (
    SELECT
        GLOBALEVENTID AS event,
        MentionIdentifier AS identifier,
        first(clean(MentionSourceName) ORDER BY _from) AS publisher,
        first(whole(MentionType) ORDER BY _from) AS collection,
        min(stamp_day(MentionTimeDate)) AS seen,
        first(regexp_extract(MentionDocTranslationInfo, 'srclc:([a-z]{3})', 1) ORDER BY _from) AS srclc,
        max(TRY_CAST(Confidence AS DOUBLE)) AS confidence,
        count(*) AS mentions,
        min(_from) AS place
    FROM every_mention
    GROUP BY ALL
),

mentioned AS (
    SELECT
        event,
        max(confidence) / 100 AS confidence,
        list({
            identifier: identifier, publisher: publisher, collection: collection, seen: seen,
            language: coalesce(l.language, nullif(srclc, '')), mentions: mentions, confidence: confidence
        } ORDER BY seen, place) AS documents
    FROM documents
    LEFT JOIN languages l ON l.code = srclc
    GROUP BY event
),

-- the first document that GDELT saw, where the mentions do not have it
cited AS (
    SELECT
        e.*,
        cameo_code(EventCode) AS code,
        m.confidence,
        coalesce(m.documents, []) AS documents,
        CASE
            WHEN SOURCEURL IS NULL OR list_contains([d.identifier for d in m.documents], SOURCEURL) THEN []
            ELSE [{
                identifier: SOURCEURL,
                publisher: nullif(regexp_extract(SOURCEURL, '^https?://(?:www\.)?([^/:?#]+)', 1), ''),
                collection: NULL, seen: stamp_day(DATEADDED), language: NULL, mentions: NULL, confidence: NULL
            }]
        END AS url
    FROM every_event e
    LEFT JOIN mentioned m ON m.event = GLOBALEVENTID
)

SELECT
    _from,
    'gdelt-' || slug(GLOBALEVENTID) AS id,
    left(clean(
        coalesce(c.label, 'CAMEO ' || cited.code)
        || coalesce(': ' || nullif(concat_ws(' – ', clean(Actor1Name), clean(Actor2Name)), ''), '')
        || coalesce(', ' || geo_name(ActionGeo_Type, ActionGeo_FullName), '')
    ), 200) AS title,
    c.type AS type,
    c.subtype AS subtype,
    {text: SQLDATE, edtf: stamp_day(SQLDATE)} AS date,
    -- a country has no point, so that its centre is kept in extra alone
    [{
        name: geo_name(ActionGeo_Type, ActionGeo_FullName),
        country: f.iso,
        admin1_name: geo_state(ActionGeo_Type, ActionGeo_FullName),
        latitude: CASE WHEN whole(ActionGeo_Type) <> '1' THEN ActionGeo_Lat END,
        longitude: CASE WHEN whole(ActionGeo_Type) <> '1' THEN ActionGeo_Long END,
        "precision": geo_precision(ActionGeo_Type, ActionGeo_FullName)
    }] AS places,
    [
        CASE WHEN coalesce(Actor1Name, Actor1Code) IS NOT NULL THEN {
            name: clean(coalesce(Actor1Name, Actor1Code)), role: coalesce(c.role_1, 'party'), side: 'a',
            country: a.iso, kind: ka.kind
        } END,
        CASE WHEN coalesce(Actor2Name, Actor2Code) IS NOT NULL THEN {
            name: clean(coalesce(Actor2Name, Actor2Code)), role: coalesce(c.role_2, 'party'), side: 'b',
            country: b.iso, kind: kb.kind
        } END
    ] AS participants,
    CASE
        WHEN len(url || documents) = 0 THEN [{
            id: 'gdelt', publisher: NULL, title: 'GDELT Event Database', url: 'https://www.gdeltproject.org/',
            retrieved: NULL, language: NULL, kind: 'dataset'
        }]
        ELSE list_transform(url || documents, lambda d, n: {
            id: 'article-' || n,
            publisher: d.publisher,
            title: CASE WHEN web_address(d.identifier) IS NULL THEN clean(d.identifier) END,
            url: web_address(d.identifier),
            retrieved: d.seen,
            language: d.language,
            kind: CASE WHEN d.collection = '6' THEN 'broadcast' ELSE source_kind(d.identifier) END
        })
    END AS sources,
    'candidate' AS stage,
    {
        confidence: confidence,
        imported_from: {
            version: CASE length(whole(DATEADDED)) WHEN 8 THEN '1.0' WHEN 14 THEN '2.0' END,
            record: GLOBALEVENTID
        }
    } AS provenance,
    {
        event_code: cited.code,
        event_base_code: cameo_code(EventBaseCode),
        event_root_code: lpad(whole(EventRootCode), 2, '0'),
        is_root_event: IsRootEvent,
        quad_class: QuadClass,
        goldstein_scale: GoldsteinScale,
        num_mentions: NumMentions,
        num_sources: NumSources,
        num_articles: NumArticles,
        avg_tone: AvgTone,
        date_added: DATEADDED,
        actor1_code: Actor1Code,
        actor2_code: Actor2Code,
        actor1_geo: geo_extra(
            Actor1Geo_Type, Actor1Geo_FullName, Actor1Geo_CountryCode, Actor1Geo_ADM1Code, Actor1Geo_ADM2Code,
            Actor1Geo_Lat, Actor1Geo_Long, Actor1Geo_FeatureID),
        actor2_geo: geo_extra(
            Actor2Geo_Type, Actor2Geo_FullName, Actor2Geo_CountryCode, Actor2Geo_ADM1Code, Actor2Geo_ADM2Code,
            Actor2Geo_Lat, Actor2Geo_Long, Actor2Geo_FeatureID),
        action_geo: geo_extra(
            ActionGeo_Type, ActionGeo_FullName, ActionGeo_CountryCode, ActionGeo_ADM1Code, ActionGeo_ADM2Code,
            ActionGeo_Lat, ActionGeo_Long, ActionGeo_FeatureID),
        mentions: list_filter(list_transform(url || documents, lambda d, n: {
            source: CASE WHEN d.mentions IS NOT NULL THEN 'article-' || n END,
            mentions: d.mentions, confidence: CAST(d.confidence AS INTEGER)
        }), lambda d: d.mentions IS NOT NULL)
    } AS extra
FROM cited
LEFT JOIN cameo c ON c.code = cited.code
LEFT JOIN fips f ON f.code = ActionGeo_CountryCode
LEFT JOIN countries a ON a.code = Actor1CountryCode
LEFT JOIN countries b ON b.code = Actor2CountryCode
LEFT JOIN kinds ka ON ka.code = Actor1Type1Code
LEFT JOIN kinds kb ON kb.code = Actor2Type1Code
