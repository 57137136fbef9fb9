-- What the newsroom adds to that (prisma/migrations until 20261125052000_story_version).
-- Runs after old-rows-0.2.0.sql in the same session.

INSERT INTO staff (
    id, name, email, email_verified, image, two_factor_enabled, role, language, suspended_at, created_at, updated_at
) VALUES
    ('s1', 'Anna', 'anna@paper.example', true, 'a.jpg', true, 'administrator', 'hy', NULL,
        '2026-01-01Z', '2026-01-02Z'),
    ('s2', 'Борис', 'boris@paper.example', false, NULL, false, 'translator', 'ru', '2026-02-01Z',
        '2026-01-03Z', '2026-01-04Z'),
    ('s3', 'Clara', 'clara@paper.example', true, NULL, NULL, 'contributor', 'en', NULL, '2026-01-05Z', '2026-01-05Z'),
    ('s4', 'David', 'david@paper.example', true, NULL, false, 'author', 'en', NULL, '2026-01-05Z', '2026-01-05Z'),
    ('s5', 'Eva', 'eva@paper.example', true, NULL, false, 'editor', 'en', NULL, '2026-01-05Z', '2026-01-05Z'),
    ('s6', 'Frida', 'frida@paper.example', true, NULL, false, 'chief', 'en', NULL, '2026-01-05Z', '2026-01-05Z');
INSERT INTO session (id, token, user_id, expires_at, ip_address, user_agent, created_at, updated_at)
    VALUES ('n1', 'token', 's1', '2099-01-01Z', '192.0.2.1', 'Firefox', '2026-05-01Z', '2026-05-02Z');
INSERT INTO account (id, account_id, provider_id, user_id, password, created_at, updated_at) VALUES
    ('a1', 's1', 'credential', 's1', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', '2026-01-01Z', '2026-01-02Z'),
    ('a2', 's2', 'credential', 's2', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$b3RoZXI', '2026-01-03Z', '2026-01-03Z');
INSERT INTO verification (id, identifier, value, expires_at, created_at, updated_at)
    VALUES ('v1', '2fa-x', 's1', '2099-01-01Z', '2026-05-01Z', '2026-05-01Z');
INSERT INTO two_factor (
    id, secret, backup_codes, user_id, verified, failed_verification_count, locked_until, last_step
)
    VALUES ('t1', 'encrypted', 'codes', 's1', true, 2, '2026-05-01Z', 59000000);
INSERT INTO passkey (
    id, name, public_key, user_id, credential_id, counter, device_type, backed_up, transports, created_at, aaguid
)
    VALUES ('p1', 'laptop', 'key', 's1', 'credential', 7, 'multiDevice', true, 'internal,hybrid',
        '2026-05-01Z', 'aaguid');
INSERT INTO entry_link (
    token_hash, staff_id, email, role, language, invited_by_id, created_at, expires_at, used_at
) VALUES
    ('\x01ff', NULL, 'new@paper.example', 'editor', 'ru', 's1', '2026-05-01Z', '2099-01-01Z', NULL),
    ('\x02ff', 's2', NULL, NULL, 'hy', NULL, '2026-05-01Z', '2026-05-02Z', '2026-05-01T12:00Z');
INSERT INTO attempt (key, points, expire) VALUES ('sign-in:192.0.2.1', 3, 4102444800000);

UPDATE picture SET cut = '30x65', file_name = 'lake.jpg', added_by_id = 's1' WHERE key = 'lake';
UPDATE section SET version = 5 WHERE key = 'region';
UPDATE story SET version = 6 WHERE id = 1;
INSERT INTO former_tag (key, tag_id) VALUES ('vino', 1), ('aqua', 2);

-- Beside those that came with 0.2.0: in the trash, in review, taken off the schedule, under embargo.
INSERT INTO story (id, section_id, created_at) VALUES (4, 2, '2026-02-04Z'), (5, 1, '2026-02-05Z');
INSERT INTO article (
    id, story_id, section_id, language, slug, headline, standfirst, body, source, state, published_at,
    version, published_version, workflow, desk_note, embargo_until, withdrawal_notice, slug_chosen,
    source_article_id, source_version, created_by_id, changed_by_id, changed_at, removed_at
) VALUES
    (8, 4, 2, 'en', 'trashed', 'Trashed', 'a', pg_temp.body('Waste'), 'Paper', 'draft', NULL,
        2, 0, 'draft', '', NULL, '', false, NULL, NULL, 's2', 's2', '2026-05-03Z', '2026-05-04Z'),
    (9, 4, 2, 'ru', 'musor', 'Мусор', '', pg_temp.body('Мусор'), 'Газета', 'withdrawn', '2026-04-01Z',
        3, 3, 'ready', '', NULL, 'Ошибка', true, NULL, NULL, 's2', 's1', '2026-05-03Z', '2026-05-04Z'),
    (10, 5, 1, 'hy', 'untitled-1', 'Ստուգվող', '', pg_temp.body('Ստուգում'), 'Թերթ', 'draft', NULL,
        9, 0, 'in_review', 'The names?', '2099-01-01Z', '', false, NULL, NULL, 's1', 's2', '2026-05-05Z', NULL),
    (11, 5, 1, 'en', 'unscheduled', 'Taken off the schedule', '', pg_temp.body('Later'), 'Paper', 'draft', NULL,
        2, 2, 'ready', '', NULL, '', true, 10, 8, 's1', 's1', '2026-05-06Z', NULL);

-- Unpublished changes of articles that are published, scheduled and not yet published.
UPDATE article SET version = 5, published_version = 3, workflow = 'in_review', desk_note = 'A second source?',
    changed_by_id = 's1', changed_at = '2026-05-07T08:09:10.011Z', created_by_id = 's2'
WHERE id = 1;
UPDATE article SET version = 2, workflow = 'draft', changed_by_id = 's2', changed_at = '2026-05-08Z' WHERE id = 5;
INSERT INTO draft (article_id, headline, standfirst, body, source) VALUES
    (1, 'Boats on the lake', 'Still nets', pg_temp.body('Rewritten'), 'Paper & others'),
    (5, 'Послезавтра', '', '[]', 'Газета'),
    (10, 'Ստուգվող 2', '', pg_temp.body('Նոր'), 'Թերթ');
INSERT INTO revision (
    article_id, version, headline, standfirst, body, source, at, by_id, by_name, published_at
) VALUES
    (1, 1, 'Boats', '', pg_temp.body('First'), 'Paper', '2026-03-01Z', NULL, '', '2026-03-01Z'),
    (1, 3, 'Boats on the river', 'Nets', pg_temp.body('Fishermen'), 'Paper',
        '2026-03-02Z', 's1', 'Anna', '2026-03-02Z'),
    (1, 5, 'Boats on the lake', 'Still nets', pg_temp.body('Rewritten'), 'Paper & others',
        '2026-05-07Z', 's1', 'Anna', NULL),
    (8, 2, 'Trashed', 'a', pg_temp.body('Waste'), 'Paper', '2026-05-03Z', 's2', 'Борис', NULL);
INSERT INTO article_note (id, article_id, kind, text, at) VALUES
    (1, 1, 'correction', 'It was a lake.', '2026-03-03Z'), (2, 7, 'update', 'Opened.', '2026-03-06Z');
INSERT INTO preview_link (token_hash, article_id, created_by_id, created_at, expires_at)
    VALUES ('\xabcd', 10, 's1', '2026-05-05Z', '2099-01-01Z');
INSERT INTO presence (article_id, "window", staff_id, staff_name, seen_at)
    VALUES (10, 'w1', 's1', 'Anna', '2026-05-05Z');

UPDATE front_layout SET version = 4 WHERE language = 'en';
INSERT INTO placement (article_id, language, place, rank, from_at, until_at) VALUES
    (1, 'en', 'lead', 0, '2026-05-01Z', '2099-01-01Z'),
    (7, 'en', 'kept_off', 1, NULL, NULL),
    (3, 'hy', 'second', 0, NULL, '2099-01-01Z');
