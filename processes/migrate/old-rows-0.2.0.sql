-- What a newspaper on release 0.2.0 may have: rows in every table of its schema
-- (prisma/migrations until 20261125030000_pages).

-- Every kind of block, and one that no version knows.
CREATE FUNCTION pg_temp.body(word text) RETURNS jsonb LANGUAGE sql RETURN jsonb_build_array(
    jsonb_build_object('type', 'paragraph', 'text', jsonb_build_array(
        jsonb_build_object('text', word, 'strong', true),
        '{"text": " and a link", "href": "https://example.org/a?b=1&c=2"}'::jsonb)),
    '{"type": "heading", "level": 2, "text": [{"text": "Heading <b> & \"quotes\" \\ ՝ ё"}]}'::jsonb,
    '{"type": "quote", "text": [{"text": "Quoted", "emphasis": true}], "attribution": "Somebody"}'::jsonb,
    '{"type": "list", "ordered": true, "items": [[{"text": "One"}], [{"text": "Two"}]]}'::jsonb,
    '{"type": "figure", "picture": "aaaaaaaaaaaaaaaaaaa1", "alt": "", "caption": "Captioned here",
        "credit": "Credited"}'::jsonb,
    '{"type": "gallery", "pictures": ["aaaaaaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaaaaaa2"],
        "words": {"aaaaaaaaaaaaaaaaaaa2": {"caption": "Second of two"}}}'::jsonb,
    '{"type": "embed", "provider": "youtube", "href": "https://www.youtube.com/watch?v=abc", "title": "A film"}'::jsonb,
    '{"type": "table", "header": [[{"text": "Year"}], []], "rows": [[[{"text": "1.50"}], []]], "numeric": [0]}'::jsonb,
    '{"type": "divider"}'::jsonb,
    '{"type": "horoscope", "sign": "lion", "luck": 1.50, "text": [{"text": "unknown"}]}'::jsonb);

INSERT INTO picture (id, key, width, height, focus_x, focus_y, added_at) VALUES
    ('aaaaaaaaaaaaaaaaaaa1', 'lake', 1600, 900, 0.25, 0.75, '2026-01-01T10:00:00.123Z'),
    ('aaaaaaaaaaaaaaaaaaa2', 'hill', 900, 1600, 0.5, 0.5, '2026-01-02Z');
INSERT INTO picture_text (picture_id, language, alt, caption, credit) VALUES
    ('aaaaaaaaaaaaaaaaaaa1', 'en', 'A lake', 'The lake', 'Anna'),
    ('aaaaaaaaaaaaaaaaaaa1', 'ru', 'Озеро', 'Озеро', 'Анна'),
    ('aaaaaaaaaaaaaaaaaaa2', 'hy', 'Բլուր', '', '');

INSERT INTO section (id, key, position) VALUES (1, 'region', 0), (2, 'culture', 1);
INSERT INTO section_text (section_id, language, name, description) VALUES
    (1, 'en', 'Region', 'All of it'), (1, 'ru', 'Регион', ''), (1, 'hy', 'Տարածաշրջան', ''),
    (2, 'en', 'Culture', '');
INSERT INTO tag (id, key) VALUES (1, 'wine'), (2, 'water'), (3, 'unused');
INSERT INTO tag_text (tag_id, language, name) VALUES
    (1, 'en', 'Wine'), (1, 'ru', 'Вино'), (1, 'hy', 'Գինի'), (2, 'en', 'Water'), (3, 'en', 'Unused');
INSERT INTO author (id, key, picture_id) VALUES (1, 'anna', 'aaaaaaaaaaaaaaaaaaa2'), (2, 'boris', NULL);
INSERT INTO author_text (author_id, language, name, biography) VALUES
    (1, 'en', 'Anna', 'Writes'), (1, 'hy', 'Աննա', 'Գրում է'), (2, 'ru', 'Борис', '');

INSERT INTO story (id, section_id, lead_id, created_at) VALUES
    (1, 1, 'aaaaaaaaaaaaaaaaaaa1', '2026-02-01Z'), (2, 2, NULL, '2026-02-02Z'), (3, 1, NULL, '2026-02-03Z');
INSERT INTO story_tag (story_id, tag_id) VALUES (1, 1), (1, 2), (2, 1);
INSERT INTO story_author (story_id, author_id, position) VALUES (1, 2, 0), (1, 1, 1), (3, 1, 0);

-- In all states.
INSERT INTO article (
    id, story_id, section_id, language, slug, headline, standfirst, body,
    source, state, published_at, revised_at, version
) VALUES
    (1, 1, 1, 'en', 'boats', 'Boats on the river', 'Nets', pg_temp.body('Fishermen'),
        'Paper', 'published', '2026-03-01T06:07:08.009Z', NULL, 3),
    (2, 1, 1, 'ru', 'lodki', 'Лодки на реке', 'Сети', pg_temp.body('Рыбаки'),
        'Газета', 'published', '2026-03-01Z', '2026-03-02Z', 2),
    (3, 1, 1, 'hy', 'navakner', 'Նավակներ գետի վրա', '', pg_temp.body('Ձկնորսներ'),
        'Թերթ', 'published', '2026-03-01Z', NULL, 1),
    (4, 2, 2, 'en', 'begun', 'Only begun', '', '[]', 'Paper', 'draft', NULL, NULL, 4),
    (5, 2, 2, 'ru', 'zavtra', 'Завтра', 'Скоро', pg_temp.body('Будущее'),
        'Газета', 'scheduled', '2099-01-01Z', NULL, 1),
    (6, 2, 2, 'hy', 'het', 'Հետ', '', pg_temp.body('Սխալ'), 'Թերթ', 'withdrawn', '2026-03-03Z', NULL, 2),
    (7, 3, 1, 'en', 'bridge', 'A bridge', 'Of stone', pg_temp.body('Masons'),
        'Paper', 'published', '2026-03-04Z', '2026-03-05Z', 7);
INSERT INTO former_slug (language, slug, article_id) VALUES
    ('en', 'old-boats', 1), ('en', 'older-boats', 1), ('hy', 'navak', 3), ('ru', 'boats', 2);
INSERT INTO article_view (article_id, day, views) VALUES
    (1, '2026-03-01', 100), (1, '2026-03-02', 50), (1, '2026-03-09', 1), (2, '2026-03-01', 7), (6, '2026-03-03', 9);
INSERT INTO recent_reading (visitor, article_id, counted_at) VALUES ('\x0102', 1, '2026-03-01Z');
INSERT INTO visitor_salt (day, salt) VALUES ('2026-03-01', '\xfe00ff');

INSERT INTO masthead (
    time_zone, founded_year, column_section, hub_url, ads_txt,
    security_contact, index_now_key, changed_at,
    x_url, youtube_url, instagram_url, facebook_url, telegram_url, app_store_url, google_play_url
) VALUES (
    'Europe/Moscow', 1999, 'culture', 'https://hub.example', E'example.com, 1, DIRECT\n',
    'mailto:a@b.example', 'abcdefgh', '2026-01-01Z',
    'https://x.com/paper', 'https://youtube.com/@paper', 'https://instagram.com/paper', 'https://facebook.com/paper',
    'https://t.me/paper', 'https://apps.apple.com/paper', 'https://play.google.com/paper');
INSERT INTO masthead_text (language, name, tagline, reuse_rule) VALUES
    ('en', 'Paper', 'News', 'With a link'), ('ru', 'Газета', 'Новости', 'Со ссылкой'), ('hy', 'Թերթ', '', '');
INSERT INTO house_ad (id, place, language, title, text, href) VALUES
    (1, 'top', 'en', 'Top', 'a', '/en'), (2, 'story', 'ru', 'В тексте', 'b', '/ru'),
    (3, 'column', 'hy', 'c', 'd', 'https://e.example'), (4, 'front', 'en', 'Front', 'e', '/en/about');
INSERT INTO page (key, changed_at) VALUES
    ('about', '2026-01-01Z'), ('contacts', '2026-01-02Z'), ('advertising', '2026-01-03Z'),
    ('privacy', '2026-01-04Z'), ('rules', '2026-01-05Z');
INSERT INTO page_text (page_key, language, title, description, body) VALUES
    ('about', 'en', 'About', 'Us', pg_temp.body('Founders')), ('about', 'hy', 'Մեր մասին', '', '[]'),
    ('rules', 'ru', 'Правила', 'Наши', pg_temp.body('Нельзя'));

INSERT INTO outside_listener (channel, position, told, failures, due_at)
    VALUES ('hub', '12', '{1,2,3}', 2, '2026-04-01Z');
