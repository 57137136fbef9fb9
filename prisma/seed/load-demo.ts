import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { parse } from 'yaml';
import { importStory } from '#newsroom/editing/import-story';
import { importPicture } from '#newsroom/media/import-picture';
import { indexArticles } from '#newsroom/search/index-articles';
import { database } from '#platform/database';
import { DEMO_LANGUAGES, type DemoLanguage } from '#seed/demo-languages';
import { readPage, readStory } from '#seed/read-story';

const HERE = import.meta.dirname;
const MINUTE = 60_000;
const INDEX_STEP = 500;

type Words<T> = Record<DemoLanguage, T>;

function readYaml<T>(name: string): T {
  return parse(readFileSync(join(HERE, name), 'utf8')) as T;
}

function perLanguage<T extends object>(words: Words<T>) {
  return DEMO_LANGUAGES.map(({ code }) => ({ language: code, ...words[code] }));
}

/**
 * Loads the demo newsroom into a database whose paper has no name yet; leaves any other alone. The name comes last, so
 * that a load which was cut short is begun again. Publication times are counted back from now, so that the demo always
 * reads like today's paper. Search finds all of it at once; sizes of pictures are made later
 * (create-missing-renditions). `progress` is given notes on how far it is. Returns what was loaded, or null where there
 * was something already.
 */
export async function loadDemo(
  progress: (note: string) => void,
): Promise<{ stories: number; pictures: number } | null> {
  if ((await database().siteSettings.count()) > 0) return null;
  const pictures = await loadPictures(progress);
  await clearRemains();
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
  return { stories: folders.length, pictures: pictures.size };
}

/** What a load left behind that did not come to its end. */
async function clearRemains(): Promise<void> {
  await database().story.deleteMany();
  await database().section.deleteMany();
  await database().tag.deleteMany();
  await database().author.deleteMany();
  await database().houseAd.deleteMany();
  await database().socialLink.deleteMany();
  await database().page.deleteMany();
}

async function loadPictures(progress: (note: string) => void): Promise<Map<string, string>> {
  type Entry = { file: string; focus?: [number, number] } & Words<{ alt: string; caption: string; credit: string }>;
  const entries = readYaml<Entry[]>('pictures.yaml');
  const ids = new Map<string, string>();
  const waiting = [...entries];
  const work = async () => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      const { file, focus: [x, y] = [0.5, 0.5], en, ru, hy } = entry;
      const original = readFileSync(join(HERE, 'media', file));
      // Our own drawings are rasterised here; from anyone else the paper takes no SVG.
      const bytes = file.endsWith('.svg') ? await sharp(original).resize(1600).png().toBuffer() : original;
      const key = file.replace(/\.\w+$/, '');
      const imported = await importPicture(bytes, { key, focus: { x, y }, words: { en, ru, hy }, renditions: 'later' });
      if (!imported.ok) throw new Error(`${file}: ${imported.why}`);
      ids.set(key, imported.id);
      progress(`demo pictures ${ids.size} of ${entries.length}`);
    }
  };
  await Promise.all([work(), work()]);
  return ids;
}

type SiteFile = { timeZone: string; foundedYear: number; socialLinks: string[]; pages: string[] } & Words<{
  name: string;
  tagline: string;
  reuseRule: string;
}> & { ads: ({ place: string } & Words<{ title: string; text: string; href: string }>)[] };

async function loadSettings(): Promise<void> {
  const { timeZone, foundedYear, socialLinks, ads, pages, ...texts } = readYaml<SiteFile>('site.yaml');
  for (const [position, key] of pages.entries()) {
    await database().page.create({ data: { key, position, texts: { create: readPage(join(HERE, 'pages', key)) } } });
  }
  await database().socialLink.createMany({ data: socialLinks.map((url, position) => ({ position, url })) });
  await database().houseAd.createMany({
    data: ads.flatMap(({ place, ...inLanguages }) => perLanguage(inLanguages).map((ad) => ({ place, ...ad }))),
  });
  await database().siteSettings.create({
    data: { timeZone, foundedYear, texts: { create: perLanguage(texts) } },
  });
}

async function loadTopics(pictures: Map<string, string>): Promise<void> {
  const sections = readYaml<({ key: string } & Words<{ name: string; description: string }>)[]>('sections.yaml');
  for (const [position, { key, ...words }] of sections.entries()) {
    await database().section.create({ data: { key, position, texts: { create: perLanguage(words) } } });
  }
  for (const { key, en, ru, hy } of readYaml<({ key: string } & Words<string>)[]>('tags.yaml')) {
    const names = { en: { name: en }, ru: { name: ru }, hy: { name: hy } };
    await database().tag.create({ data: { key, texts: { create: perLanguage(names) } } });
  }
  type AuthorEntry = { key: string; picture?: string } & Words<{ name: string; biography?: string }>;
  for (const { key, picture, ...words } of readYaml<AuthorEntry[]>('authors.yaml')) {
    const pictureId = picture && pictures.get(picture);
    if (picture && !pictureId) throw new Error(`authors.yaml: no such picture: ${picture}`);
    await database().author.create({
      data: { key, pictureId: pictureId ?? null, texts: { create: perLanguage(words) } },
    });
  }
}

async function loadStory(folder: string, pictures: Map<string, string>, now: number): Promise<void> {
  const { story, articles } = readStory(folder, pictures);
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
  if (story.views) await loadViews(imported.storyId, story.views);
}

/** Readers of today, so that the demo has something to call its most read. */
async function loadViews(storyId: number, views: number): Promise<void> {
  await database().$executeRaw`
    WITH today AS (
      INSERT INTO article_view (article_id, day, views)
      SELECT id, (now() AT TIME ZONE 'UTC')::date, ${views}
      FROM article WHERE story_id = ${storyId} AND state = 'published'
      RETURNING article_id, views
    )
    INSERT INTO article_view_total (article_id, views) SELECT article_id, views FROM today`;
}
