import { parseBody, picturesIn } from '#blocks/body';
import { DEFAULT_LANGUAGE, type Language } from '#i18n/languages';
import { listPictures, pictureColumns, toPicture } from '#newsroom/media/list-pictures';
import type { Picture } from '#newsroom/media/picture';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import type {
  ExportedArticle,
  ExportedPage,
  ExportedSite,
  ExportedStory,
  ExportedTopic,
} from '#newsroom/transfer/export/exported';
import { database } from '#platform/database';

/** Stories that are read at a time. */
const BATCH = 100;
const PICTURES = 500;

/** The site and what its stories are filed under. `origin` comes before its addresses. */
export async function readExportedSite(origin: string): Promise<ExportedSite> {
  const language = DEFAULT_LANGUAGE;
  const { name, tagline, timeZone } = await findSiteSettings(language);
  const [sections, tags, authors] = await Promise.all([
    database().section.findMany({ include: { texts: true }, orderBy: { position: 'asc' } }),
    database().tag.findMany({ include: { texts: true }, orderBy: { id: 'asc' } }),
    database().author.findMany({ include: { texts: true }, orderBy: { id: 'asc' } }),
  ]);
  return {
    origin,
    language,
    name,
    tagline,
    timeZone,
    sections: byId(sections, language),
    tags: byId(tags, language),
    authors: byId(authors, language),
  };
}

type TopicRow = {
  id: number;
  key: string;
  texts: { language: string; name: string; description?: string; biography?: string }[];
};

function byId(rows: readonly TopicRow[], language: Language): Map<number, ExportedTopic> {
  return new Map(rows.map((row) => [row.id, topicOf(row, language)]));
}

/** In the site's first language; in another one where it has no name there. */
function topicOf({ id, key, texts }: TopicRow, language: Language): ExportedTopic {
  const text = texts.find((one) => one.language === language) ?? texts[0];
  const names = new Map(texts.map((one) => [one.language, one.name]));
  return { id, key, name: text?.name ?? key, names, about: text?.description ?? text?.biography ?? '' };
}

/** All stories, the oldest first. What lies in the trash is left out; of a draft what is being written is taken. */
export async function* readExportedStories(): AsyncGenerator<ExportedStory> {
  for (let after = 0; ; ) {
    const rows = await database().story.findMany({
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: {
        id: true,
        kind: true,
        sectionId: true,
        leadId: true,
        tags: { select: { tagId: true }, orderBy: { tagId: 'asc' } },
        authors: { select: { authorId: true }, orderBy: { position: 'asc' } },
        articles: {
          where: { removedAt: null },
          orderBy: { id: 'asc' },
          include: { workingCopy: true, formerSlugs: { select: { slug: true } } },
        },
      },
    });
    const pictures = await picturesOf(rows);
    for (const { id, kind, sectionId, leadId, tags, authors, articles } of rows) {
      if (articles.length === 0) continue;
      yield {
        id,
        kind,
        section: sectionId,
        tags: tags.map(({ tagId }) => tagId),
        authors: authors.map(({ authorId }) => authorId),
        articles: articles.map((article) => articleOf(article, leadId, pictures)),
      };
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

type Texts = { headline: string; standfirst: string; body: unknown; source: string };
type ArticleRow = Texts & {
  id: number;
  language: string;
  slug: string;
  state: ExportedArticle['state'];
  publishedAt: Date | null;
  revisedAt: Date | null;
  workingCopy: (Texts & { changedAt: Date }) | null;
  formerSlugs: { slug: string }[];
};

/** What is being written of a draft, else what readers have or will have. */
function textsOf(row: ArticleRow): Texts {
  return row.state === 'draft' ? (row.workingCopy ?? row) : row;
}

type Pictures = Map<string, Map<string, Picture>>;

/** All pictures of some stories, by language and id: a question for each language. */
async function picturesOf(stories: readonly { leadId: string | null; articles: ArticleRow[] }[]): Promise<Pictures> {
  const ids = new Map<string, Set<string>>();
  for (const { leadId, articles } of stories) {
    for (const article of articles) {
      const known = ids.get(article.language) ?? new Set();
      for (const id of [...picturesIn(parseBody(textsOf(article).body)), ...(leadId ? [leadId] : [])]) known.add(id);
      ids.set(article.language, known);
    }
  }
  const found = await Promise.all(
    [...ids].map(async ([language, known]): Promise<[string, Map<string, Picture>]> => {
      const pictures = await listPictures([...known], language as Language);
      return [language, new Map(pictures.map((picture) => [picture.id, picture]))];
    }),
  );
  return new Map(found);
}

function articleOf(row: ArticleRow, leadId: string | null, known: Pictures): ExportedArticle {
  const { id, slug, state, publishedAt, revisedAt, workingCopy } = row;
  const { headline, standfirst, source, ...texts } = textsOf(row);
  const body = parseBody(texts.body);
  const language = row.language as Language;
  const ofLanguage = known.get(language);
  return {
    id,
    language,
    slug,
    formerSlugs: row.formerSlugs.map((former) => former.slug),
    headline,
    standfirst,
    body,
    source,
    state,
    publishedAt,
    changedAt: revisedAt ?? publishedAt ?? workingCopy?.changedAt ?? new Date(0),
    pictures: picturesIn(body).flatMap((picture) => ofLanguage?.get(picture) ?? []),
    lead: (leadId && ofLanguage?.get(leadId)) || null,
  };
}

/** Pages about the site, a page for each language that it is written in. */
export async function readExportedPages(): Promise<ExportedPage[]> {
  const rows = await database().pageText.findMany({ orderBy: [{ pageKey: 'asc' }, { language: 'asc' }] });
  return Promise.all(
    rows.map(async ({ pageKey, language, title, body: stored }) => {
      const body = parseBody(stored);
      const pictures = await listPictures(picturesIn(body), language as Language);
      return { key: pageKey, language: language as Language, title, body, pictures };
    }),
  );
}

/** Every picture of the library with its texts in the site's first language. */
export async function* readExportedPictures(): AsyncGenerator<{ picture: Picture; fileName: string; addedAt: Date }> {
  for (let after = ''; ; ) {
    const rows = await database().picture.findMany({
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: PICTURES,
      select: { ...pictureColumns(DEFAULT_LANGUAGE).select, fileName: true, addedAt: true },
    });
    for (const { fileName, addedAt, ...row } of rows) yield { picture: toPicture(row), fileName, addedAt };
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}
