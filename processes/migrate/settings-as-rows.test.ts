import { expect, inject, it } from 'vitest';
import { migrate } from '#processes/migrate/migrate';
import { createOldDatabase } from '#processes/migrate/old-database';

it('settings, networks, advertisements, pages and the log are kept when they become rows', async () => {
  const { client, url } = await createOldDatabase(inject('postgres'), 'settings_before', '20261128020000_working_copy');
  await client.query(`
    INSERT INTO masthead (founded_year, x_url, telegram_url, google_play_url, facebook_url, hub_url)
      VALUES
        (2020, 'https://x.com/paper', 'https://t.me/paper', 'https://play.google.com/paper', '', 'https://hub.example');
    INSERT INTO masthead_text (language, name, tagline, reuse_rule)
      VALUES ('en', 'Paper', 'News', 'Link'), ('hy', 'Թերթ', '', '');
    INSERT INTO house_ad (place, language, title, text, href) VALUES ('column', 'ru', 'a', 'b', '/ru');
    INSERT INTO page (key, changed_at) VALUES ('rules', '2026-01-02Z'), ('about', '2026-01-01Z');
    INSERT INTO page_text (page_key, language, title, description, body) VALUES
      ('about', 'en', 'About', 'Us', '[{"type": "divider"}]'), ('rules', 'ru', 'Правила', '', '[]');
    INSERT INTO section (key, position) VALUES ('region', 0), ('culture', 1);
    INSERT INTO story (section_id) SELECT id FROM section WHERE key = 'region';
    INSERT INTO audit_entry (actor_name, act, thing, thing_id, title, detail) VALUES
      ('Anna', 'masthead.edit', 'masthead', 'settings', 'Paper',
        '{"changed": {"x_url": [null, "https://x.com/paper"], "youtube_url": ["https://youtube.com/a", null], '
        '"time_zone": ["UTC", "Asia/Baku"]}}'),
      ('Anna', 'masthead.edit', 'masthead', 'settings', 'Paper', '{"changed": {"ads_txt": ["", "a"]}}'),
      ('Anna', 'account.presence', 'staff', 'a', 'Anna', '{}')`);

  expect((await migrate(url)).slice(0, 2)).toEqual(['20261128030000_settings_as_rows', '20261128040000_story_kinds']);

  const all = async (sql: string) => (await client.query({ text: sql, rowMode: 'array' })).rows;
  expect(await all('SELECT founded_year, hub_url FROM site_settings')).toEqual([[2020, 'https://hub.example']]);
  expect(await all('SELECT language, name, tagline FROM site_text ORDER BY language')).toEqual([
    ['en', 'Paper', 'News'],
    ['hy', 'Թերթ', ''],
  ]);
  expect(await all('SELECT position, url FROM social_link ORDER BY position')).toEqual([
    [0, 'https://x.com/paper'],
    [1, 'https://t.me/paper'],
    [2, 'https://play.google.com/paper'],
  ]);
  expect(await all('SELECT place, language, href FROM house_ad')).toEqual([['column', 'ru', '/ru']]);
  // In the order in which the footer had them, for ever changed when they were.
  expect(await all('SELECT key, in_footer, changed_at::text FROM page ORDER BY position')).toEqual([
    ['about', true, expect.stringContaining('2026-01-01')],
    ['rules', true, expect.stringContaining('2026-01-02')],
  ]);
  expect(await all('SELECT page_key, language, title, body FROM page_text ORDER BY page_key')).toEqual([
    ['about', 'en', 'About', [{ type: 'divider' }]],
    ['rules', 'ru', 'Правила', []],
  ]);
  expect(await all("SELECT key, kind FROM address_key WHERE kind <> 'reserved' ORDER BY key")).toEqual([
    ['about', 'page'],
    ['culture', 'section'],
    ['region', 'section'],
    ['rules', 'page'],
  ]);
  expect(await all('SELECT kind FROM story')).toEqual([['article']]);
  expect(await all('SELECT event, detail FROM audit_entry ORDER BY id')).toMatchObject([
    [
      'settings.changed',
      {
        changed: {
          social_links: ['https://youtube.com/a', 'https://x.com/paper'],
          time_zone: ['UTC', 'Asia/Baku'],
        },
      },
    ],
    ['settings.changed', { changed: { ads_txt: ['', 'a'] } }],
    ['account.presence', {}],
  ]);
  const names = `SELECT conname FROM pg_constraint WHERE conname LIKE '%masthead%'
    UNION ALL SELECT relname FROM pg_class WHERE relname LIKE '%masthead%'`;
  expect(await all(names)).toEqual([]);
  await client.end();
});
