import { Client } from 'pg';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres } from '#processes/postgres/test-postgres';
import { parseBody, searchTextOf } from '#blocks/body';
const source = new Client({ connectionString: process.argv[2] }); await source.connect();
const postgres = await startTestPostgres();
process.env.DATABASE_URL = postgres.url; process.env.DATA_DIR = postgres.folder + '/data';
await migrate(postgres.url);
const { createSiteSettings } = await import('#e2e/test-data'); await createSiteSettings();
const { importFile } = await import('#e2e/export-file');
const { report } = await importFile('/tmp/wp/back.xml', { options: { fetchMedia: false } });
console.log(JSON.stringify(report, null, 1));
const q = `SELECT a.id, a.language, a.slug, a.headline, a.standfirst, a.state, a.published_at, a.body, a.source, s.kind,
  (SELECT t.name FROM section_text t WHERE t.section_id = a.section_id AND t.language='en') AS section,
  ARRAY(SELECT au.key FROM story_author sa JOIN author au ON au.id = sa.author_id WHERE sa.story_id = a.story_id ORDER BY 1) AS authors,
  ARRAY(SELECT tg.key FROM story_tag st JOIN tag tg ON tg.id = st.tag_id WHERE st.story_id = a.story_id ORDER BY 1) AS tags,
  (SELECT count(*) FROM article b WHERE b.story_id = a.story_id) AS translations
  FROM article a JOIN story s ON s.id = a.story_id WHERE a.removed_at IS NULL ORDER BY a.id`;
const target = new Client({ connectionString: postgres.url }); await target.connect();
const before = (await source.query(q)).rows, after = (await target.query(q)).rows;
console.log(before.length, after.length);
const words = (body: unknown) => new Map(searchTextOf(parseBody(body)).split(/\s+/).map((w) => [w, 1]));
const diffs: Record<string, unknown[]> = {};
const note = (k: string, v: unknown) => (diffs[k] ??= []).push(v);
for (const a of before) {
  const b = after.find((x) => x.slug === a.slug && x.language === a.language) ?? after.find((x) => x.headline === a.headline);
  if (!b) { note('missing', [a.slug, a.language, a.state]); continue; }
  if (b.language !== a.language) note('language', [a.slug, a.language, b.language]);
  if (b.headline !== a.headline) note('headline', [a.headline, b.headline]);
  if (b.standfirst !== a.standfirst) note('standfirst', [a.standfirst, b.standfirst]);
  if (a.state !== b.state) note('state', [a.slug, a.state, b.state]);
  if (Math.floor(+a.published_at / 1000) !== Math.floor(+b.published_at / 1000)) note('date', [a.slug, a.published_at, b.published_at]);
  if (a.kind !== b.kind) note('kind', [a.slug, a.kind, b.kind]);
  if (String(a.translations) !== String(b.translations)) note('translations', [a.slug, a.translations, b.translations]);
  if (a.authors.join() !== b.authors.join()) note('authors', [a.slug, a.authors, b.authors]);
  if (a.tags.join() !== b.tags.join()) note('tags', [a.slug, a.tags, b.tags]);
  if (a.section !== b.section) note('section', [a.section, b.section]);
  const w = words(b.body); const lost = [...words(a.body).keys()].filter((x) => !w.has(x));
  if (lost.length) note('words', [a.slug, a.language, lost.slice(0, 12)]);
  const pics = (x: any) => JSON.stringify(x).match(/"picture":/g)?.length ?? 0;
  if (pics(a.body) !== pics(b.body)) note('pictures', [a.slug, pics(a.body), pics(b.body)]);
}
for (const [k, v] of Object.entries(diffs)) console.log(k, v.length, JSON.stringify(v.slice(0, 5)));
await source.end(); await target.end();
const { database } = await import('#platform/database'); await database().$disconnect();
await postgres.stop(); process.exit(0);
