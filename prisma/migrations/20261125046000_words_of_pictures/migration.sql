-- What a story says of its pictures itself is looked for as its other words are: caption and credit of a figure, and of a gallery by picture. Not what
-- only some are told: nobody would see why the story was found.
CREATE OR REPLACE FUNCTION search.body_text(body jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT left(coalesce(string_agg(run, E'\n'), ''), 200000)
        FROM (
            SELECT (SELECT string_agg(span->>'text', '') FROM jsonb_array_elements(spans) span)
            FROM jsonb_path_query(body, 'strict $.** ? (@.type() == "array" && exists (@[*].text ? (@.type() == "string")))', silent => true) spans
            UNION ALL
            SELECT words #>> '{}'
            FROM jsonb_path_query(body, '$[*].keyvalue() ? (@.key == "attribution" || @.key == "title" || @.key == "caption" || @.key == "credit").value ? (@.type() == "string")', silent => true) words
            UNION ALL
            SELECT words #>> '{}'
            FROM jsonb_path_query(body, '$[*].words.*.keyvalue() ? (@.key == "caption" || @.key == "credit").value ? (@.type() == "string")', silent => true) words
        ) AS runs (run)
    );

-- Words are counted, so they must go out as they came in. The editor has written none so far; an import may have.
DO $$
BEGIN
    IF EXISTS (SELECT FROM article WHERE state = 'published' AND body @? '$[*] ? (exists (@.caption) || exists (@.credit))') THEN
        PERFORM search.renew();
    END IF;
END
$$;
