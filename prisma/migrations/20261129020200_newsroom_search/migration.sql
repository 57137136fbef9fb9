-- Lists of the newsroom compare letters as search does (i18n/words.ts): Erdoğan is Erdogan, Əliyev is Aliyev. Nothing
-- but letters changes: a part of a word is found, and so is a percent sign.
CREATE FUNCTION search.folded(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN replace(replace(replace(replace(translate(
        lower(regexp_replace(
            normalize(translate(search.plain(value), 'йўї', U&'\E001\E002\E003'), NFD), U&'[\0300-\036F]', '', 'g')),
        U&'\E001\E002\E003\0259\01DD\04D9\0131øłđðħŋ', 'йўїaaaiolddhn'), 'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'), 'þ', 'th');

-- Folding takes longer than comparing, and an index of trigrams has every row that it finds compared once more: where
-- there are many rows, what is compared is kept.
ALTER TABLE working_copy ADD COLUMN headline_folded TEXT GENERATED ALWAYS AS (search.folded(headline)) STORED;
ALTER TABLE picture_text ADD COLUMN words_folded TEXT
    GENERATED ALWAYS AS (search.folded(alt || ' ' || caption || ' ' || credit)) STORED;
CREATE INDEX working_copy_headline_folded ON working_copy USING gin (headline_folded gin_trgm_ops)
    WHERE headline_folded IS NOT NULL;
CREATE INDEX picture_text_words_folded ON picture_text USING gin (words_folded gin_trgm_ops)
    WHERE words_folded IS NOT NULL;
CREATE INDEX author_text_name_folded ON author_text USING gin (search.folded(name) gin_trgm_ops) WITH (fastupdate = off)
    WHERE name IS NOT NULL;
CREATE INDEX tag_text_name_folded ON tag_text USING gin (search.folded(name) gin_trgm_ops) WITH (fastupdate = off)
    WHERE name IS NOT NULL;

-- Those that they replace.
DROP INDEX working_copy_headline_trigrams, author_text_name_trigrams, tag_text_name_trigrams, picture_text_trigrams;
