import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { parse } from 'yaml';
import { importStory } from '#newsroom/editing/import-story';
import { importEntries } from '#newsroom/live/import-entries';
import { importPicture } from '#newsroom/media/import-picture';
import { indexArticles } from '#newsroom/search/index-articles';
import { listFilledTables } from '#newsroom/setup/list-filled-tables';
import { markDemo } from '#newsroom/setup/mark-demo';
import { database } from '#platform/database';
import { DEMO_LANGUAGES, type DemoLanguage } from '#seed/demo-languages';
import { type LiveFile, readEntries, readPage, readStory } from '#seed/read-story';

const HERE = import.meta.dirname;
const MINUTE = 60_000;
const INDEX_STEP = 500;

type DemoStory = ReturnType<typeof readStory>;
type Words<T> = Record<DemoLanguage, T>;

function readYaml<T>(name: string): T {
  return parse(readFileSync(join(HERE, name), 'utf8')) as T;
}

function perLanguage<T extends object>(words: Words<T>) {
  return DEMO_LANGUAGES.map(({ code }) => ({ language: code, ...words[code] }));
}

/** What was loaded; null where there is a newspaper already; `tables` have rows though the site has no settings. */
type DemoResult = { ok: true; loaded: { stories: number; pictures: number } | null } | { ok: false; tables: string[] };

/**
 * Loads the demo newsroom into a database in which no table has rows; leaves any other alone, and deletes nothing. The
 * settings come last: a load that was cut short has left its mark (`demo_load`), and only what it lacks is added.
 * Publication times are counted back from now, so that the demo always reads like today's paper. Search finds all of it
 * at once; sizes of pictures are made later (create-missing-renditions). `progress` is given notes on how far it is.
 */
export async function loadDemo(progress: (note: string) => void): Promise<DemoResult> {
  if ((await database().siteSettings.count()) > 0) return { ok: true, loaded: null };
  if ((await database().demoLoad.count()) === 0) {
    const tables = await listFilledTables();
    if (tables.length > 0) return { ok: false, tables };
    await database().demoLoad.create({ data: {} });
  }
  const pictures = await loadPictures(progress);
  await loadTopics(pictures);
  const folders = readdirSync(join(HERE, 'stories')).sort();
  const now = Date.now();
  for (const [index, folder] of folders.entries()) {
    progress(`demo stories ${index + 1} of ${folders.length}`);
    await loadStory(join(HERE, 'stories', folder), pictures, now);
  }
  progress('demo words of search');
  while ((await indexArticles(INDEX_STEP)) > 0);
  await loadSettings();
  return { ok: true, loaded: { stories: folders.length, pictures: pictures.size } };
}

async function loadPictures(progress: (note: string) => void): Promise<Map<string, string>> {
  type Entry = { file: string; focus?: [number, number] } & Words<{ alt: string; caption: string; credit: string }>;
  const entries = readYaml<Entry[]>('pictures.yaml');
  const present = await database().picture.findMany({ select: { key: true, id: true } });
  const ids = new Map(present.map(({ key, id }) => [key, id]));
  const waiting = entries.filter(({ file }) => !ids.has(keyOfPicture(file)));
  const work = async () => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      const { file, focus: [x, y] = [0.5, 0.5], en, ru, hy } = entry;
      const original = readFileSync(join(HERE, 'media', file));
      // Our own drawings are rasterised here; from anyone else the paper takes no SVG.
      const bytes = file.endsWith('.svg') ? await sharp(original).resize(1600).png().toBuffer() : original;
      const key = keyOfPicture(file);
      const imported = await importPicture(bytes, { key, focus: { x, y }, words: { en, ru, hy }, renditions: 'later' });
      if (!imported.ok) throw new Error(`${file}: ${imported.why}`);
      ids.set(key, imported.id);
      progress(`demo pictures ${ids.size} of ${entries.length}`);
    }
  };
  await Promise.all([work(), work()]);
  return ids;
}

function keyOfPicture(file: string): string {
  return file.replace(/\.\w+$/, '');
}

type SiteFile = { timeZone: string; foundedYear: number; socialLinks: string[]; pages: string[] } & Words<{
  name: string;
  tagline: string;
  reuseRule: string;
}> & { ads: ({ place: string } & Words<{ title: string; text: string; href: string }>)[] };

async function loadSettings(): Promise<void> {
  const { timeZone, foundedYear, socialLinks, ads, pages, ...texts } = readYaml<SiteFile>('site.yaml');
  const present = await keysOf(database().page);
  for (const [position, key] of pages.entries()) {
    if (present.has(key)) continue;
    await database().page.create({ data: { key, position, texts: { create: readPage(join(HERE, 'pages', key)) } } });
  }
  await database().socialLink.createMany({
    data: socialLinks.map((url, position) => ({ position, url })),
    skipDuplicates: true,
  });
  await database().houseAd.createMany({
    data: ads.flatMap(({ place, ...inLanguages }) => perLanguage(inLanguages).map((ad) => ({ place, ...ad }))),
    skipDuplicates: true,
  });
  await database().$transaction(async (transaction) => {
    await transaction.siteSettings.create({
      data: { timeZone, foundedYear, isSetUp: false, texts: { create: perLanguage(texts) } },
    });
    await transaction.demoLoad.deleteMany();
    await markDemo(transaction);
  });
}

/** The keys of what is there, from a load that was cut short. */
async function keysOf(model: {
  findMany(query: { select: { key: true } }): Promise<{ key: string }[]>;
}): Promise<Set<string>> {
  return new Set((await model.findMany({ select: { key: true } })).map(({ key }) => key));
}

async function loadTopics(pictures: Map<string, string>): Promise<void> {
  const sections = readYaml<({ key: string } & Words<{ name: string; description: string }>)[]>('sections.yaml');
  const presentSections = await keysOf(database().section);
  for (const [position, { key, ...words }] of sections.entries()) {
    if (presentSections.has(key)) continue;
    await database().section.create({ data: { key, position, texts: { create: perLanguage(words) } } });
  }
  const presentTags = await keysOf(database().tag);
  for (const { key, en, ru, hy } of readYaml<({ key: string } & Words<string>)[]>('tags.yaml')) {
    if (presentTags.has(key)) continue;
    const names = { en: { name: en }, ru: { name: ru }, hy: { name: hy } };
    await database().tag.create({ data: { key, texts: { create: perLanguage(names) } } });
  }
  await loadAuthors(pictures);
}

async function loadAuthors(pictures: Map<string, string>): Promise<void> {
  type AuthorEntry = { key: string; picture?: string } & Words<{ name: string; biography?: string }>;
  const present = await keysOf(database().author);
  for (const { key, picture, ...words } of readYaml<AuthorEntry[]>('authors.yaml')) {
    if (present.has(key)) continue;
    const pictureId = picture && pictures.get(picture);
    if (picture && !pictureId) throw new Error(`authors.yaml: no such picture: ${picture}`);
    await database().author.create({
      data: { key, pictureId: pictureId ?? null, texts: { create: perLanguage(words) } },
    });
  }
}

async function loadStory(folder: string, pictures: Map<string, string>, now: number): Promise<void> {
  const { story, articles } = readStory(folder, pictures);
  const storyId = (await findLoaded(articles)) ?? (await importDemoStory(folder, { story, articles }, pictures, now));
  if (story.views) await loadViews(storyId, story.views);
  const live = readEntries(folder);
  if (live) await loadEntries(storyId, live, now);
}

async function loadEntries(storyId: number, { closedMinutesAgo, entries }: LiveFile, now: number): Promise<void> {
  await importEntries(storyId, {
    closedAt: new Date(now - closedMinutesAgo * MINUTE),
    entries: entries.map(({ minutesAgo, isKey, isPinned, ...texts }) => ({
      ...{ shownAt: new Date(now - minutesAgo * MINUTE), isKey, isPinned },
      texts: Object.fromEntries(
        DEMO_LANGUAGES.map(({ code }) => {
          const { title, text } = texts[code];
          return [code, { title, body: [{ type: 'paragraph' as const, text: [{ text }] }] }];
        }),
      ),
    })),
  });
}

/** The story that a load which was cut short has left with these articles. */
async function findLoaded(articles: DemoStory['articles']): Promise<number | undefined> {
  const present = await database().article.findFirst({
    where: { OR: articles.map(({ language, slug }) => ({ language, slug })) },
    select: { storyId: true },
  });
  return present?.storyId;
}

async function importDemoStory(
  folder: string,
  { story, articles }: DemoStory,
  pictures: Map<string, string>,
  now: number,
): Promise<number> {
  const publishedAt = story.publishedAt ?? new Date(now - (story.minutesAgo ?? 0) * MINUTE);
  const revisedAt =
    story.updatedMinutesAgo === undefined ? undefined : new Date(now - story.updatedMinutesAgo * MINUTE);
  const lead = story.lead && pictures.get(story.lead);
  if (story.lead && !lead) throw new Error(`${folder}: no such picture: ${story.lead}`);
  const imported = await importStory({
    section: story.section,
    kind: story.kind,
    tags: story.tags,
    authors: story.authors,
    ...(lead && { lead }),
    articles: articles.map((article) => ({
      ...article,
      state: story.state,
      publishedAt,
      ...(revisedAt && { revisedAt }),
    })),
  });
  if (!imported.ok) throw new Error(`${folder}, ${imported.language}: ${imported.why}`);
  return imported.storyId;
}

/**
 * Readers of today, so that the demo has something to call its most read; once, however often the load was cut short.
 */
async function loadViews(storyId: number, views: number): Promise<void> {
  await database().$executeRaw`
    WITH total AS (
      INSERT INTO article_view_total (article_id, views)
      SELECT id, ${views} FROM article WHERE story_id = ${storyId} AND state = 'published'
      ON CONFLICT DO NOTHING
      RETURNING article_id, views
    )
    INSERT INTO article_view (article_id, day, views, reach)
    SELECT article_id, (now() AT TIME ZONE 'UTC')::date, views, views FROM total`;
}
