-- Words that writers leave for what is still to come, chosen by the paper; at first those that counted until now.
ALTER TABLE site_settings ADD COLUMN placeholder_words TEXT[] DEFAULT ARRAY['TK', 'ՏԿ']::TEXT[]
  CONSTRAINT placeholder_words_are_few CHECK (placeholder_words IS NOT NULL AND cardinality(placeholder_words) <= 20);
