import { escapeHtml } from '#blocks/html';
import { masterFile, type Picture } from '#newsroom/media/picture';
import type {
  ExportedArticle,
  ExportedPage,
  ExportedSite,
  ExportedStory,
  ExportedTopic,
} from '#newsroom/transfer/export/exported';
import { lexicalDocument } from '#newsroom/transfer/export/lexical-document';
import { readExportedPages, readExportedSite, readExportedStories } from '#newsroom/transfer/export/read-exported';
import type { WriteFile } from '#newsroom/transfer/export/write-file';
import { now } from '#platform/clock';
import { readStoredFile } from '#platform/files';

/** Ghost refuses longer ones, letters. */
const LIMIT = { title: 255, slug: 185, excerpt: 300 } as const;

/** Readers there see no more than here. */
const STATUS = { draft: 'draft', scheduled: 'scheduled', published: 'published', withdrawn: 'draft' } as const;

type Row = Record<string, unknown>;

/** The word that Ghost puts its own address for. */
const SITE = '__GHOST_URL__';

/** Where a picture lies in a file for Ghost's importer. */
export function ghostPicturePath(id: string): string {
  return `content/images/${id}.jpg`;
}

/** The whole site as a zip for Ghost's importer: its JSON, and the pictures that it names. */
export async function writeGhostExport(write: WriteFile, origin: string): Promise<void> {
  const named = new Set<string>();
  await write(
    'ghost.json',
    ghostExport(origin, (picture) => named.add(picture)),
  );
  for (const id of named) {
    const bytes = await readStoredFile(masterFile(id));
    if (bytes) await write(ghostPicturePath(id), [bytes]);
  }
}

/**
 * The whole site as Ghost's JSON (version 5), in pieces to be written one after the other. Sections are each post's
 * first tag; a language is an internal tag such as `#hy`, for Ghost has one language. `seen` is told every picture
 * that is named, which belongs into the zip at ghostPicturePath.
 */
export async function* ghostExport(origin: string, seen: (picture: string) => void): AsyncGenerator<string> {
  const site = await readExportedSite(origin);
  const links: Record<'posts_tags' | 'posts_authors' | 'posts_meta', Row[]> = {
    posts_tags: [],
    posts_authors: [],
    posts_meta: [],
  };
  const languages = new Set<string>();
  const slugs = new Set<string>();
  const addressOf = (picture: Picture) => {
    seen(picture.id);
    return `${SITE}/${ghostPicturePath(picture.id)}`;
  };
  yield `{"db":[{"meta":${JSON.stringify({ exported_on: now().getTime(), version: '5.130.0' })},"data":{"posts":[`;
  let before = '';
  for await (const story of readExportedStories()) {
    for (const article of story.articles) {
      languages.add(article.language);
      const row = postRow(site, article, freeSlug(article.slug, article.language, slugs), addressOf);
      yield before + JSON.stringify(row);
      before = ',\n';
      addLinks(links, story, article);
    }
  }
  for (const [index, page] of (await readExportedPages()).entries()) {
    yield before + JSON.stringify(pageRow(site, page, index, freeSlug(page.key, page.language, slugs), addressOf));
    before = ',\n';
  }
  yield ']';
  const tables = {
    users: [...site.authors.values()].map(userRow),
    tags: [
      ...[...site.sections.values()].map((section) => tagRow('5', section)),
      ...[...site.tags.values()].map((tag) => tagRow('7', tag)),
      ...[...languages].map((language) => ({
        ...{ id: languageId(language), name: `#${language}`, slug: `hash-${language}`, visibility: 'internal' },
      })),
    ],
    ...links,
    settings: [
      { key: 'title', value: site.name },
      { key: 'description', value: site.tagline },
      { key: 'timezone', value: site.timeZone },
      { key: 'locale', value: site.language },
    ],
  };
  for (const [name, rows] of Object.entries(tables)) yield `,\n${JSON.stringify(name)}:${JSON.stringify(rows)}`;
  yield '}}]}\n';
}

/** Ghost has one room for all slugs. */
function freeSlug(slug: string, language: string, taken: Set<string>): string {
  let free = slug.slice(0, LIMIT.slug);
  for (let number = 1; taken.has(free); number++)
    free = `${slug.slice(0, LIMIT.slug - 10)}-${language}${number > 1 ? `-${number}` : ''}`;
  taken.add(free);
  return free;
}

function postRow(
  { origin }: ExportedSite,
  article: ExportedArticle,
  slug: string,
  addressOf: (picture: Picture) => string,
): Row {
  const { id, headline, standfirst, body, source, state, publishedAt, changedAt, pictures, lead } = article;
  const closing = source ? [{ type: 'paragraph' as const, text: [{ text: source }] }] : [];
  // What is longer than Ghost lets a summary be stands at the head of the text as well.
  const isLong = standfirst.length > LIMIT.excerpt;
  const opening = isLong ? [{ type: 'paragraph' as const, text: [{ text: standfirst, strong: true as const }] }] : [];
  return {
    id: objectId('a', id),
    title: headline.slice(0, LIMIT.title) || '—',
    slug,
    type: 'post',
    status: STATUS[state],
    visibility: 'public',
    featured: 0,
    lexical: lexicalDocument([...opening, ...body, ...closing], { origin, pictures, addressOf }),
    custom_excerpt: isLong ? `${standfirst.slice(0, LIMIT.excerpt - 1)}…` : standfirst || null,
    feature_image: lead ? addressOf(lead) : null,
    published_at: publishedAt?.toISOString() ?? null,
    created_at: (publishedAt ?? changedAt).toISOString(),
    updated_at: changedAt.toISOString(),
  };
}

function pageRow(
  { origin }: ExportedSite,
  { title, body, pictures }: ExportedPage,
  index: number,
  slug: string,
  addressOf: (picture: Picture) => string,
): Row {
  return {
    id: objectId('b', index + 1),
    title: title.slice(0, LIMIT.title),
    slug,
    type: 'page',
    status: 'published',
    visibility: 'public',
    lexical: lexicalDocument(body, { origin, pictures, addressOf }),
    published_at: now().toISOString(),
  };
}

function addLinks(
  links: Record<'posts_tags' | 'posts_authors' | 'posts_meta', Row[]>,
  { section, tags, authors }: ExportedStory,
  { id, language, lead }: ExportedArticle,
): void {
  const post_id = objectId('a', id);
  const ofPost = [objectId('5', section), ...tags.map((tag) => objectId('7', tag)), languageId(language)];
  links.posts_tags.push(...ofPost.map((tag_id, sort_order) => ({ post_id, tag_id, sort_order })));
  links.posts_authors.push(
    ...authors.map((author, sort_order) => ({ post_id, author_id: objectId('9', author), sort_order })),
  );
  if (!lead) return;
  links.posts_meta.push({
    post_id,
    feature_image_alt: lead.alt.slice(0, 190) || null,
    feature_image_caption: [lead.caption, lead.credit].filter(Boolean).map(escapeHtml).join(' ') || null,
  });
}

function userRow({ id, key, name, about }: ExportedTopic): Row {
  // Ghost makes nobody without an address; this one leads nowhere (RFC 2606).
  return { id: objectId('9', id), name, slug: key, email: `${key}@example.invalid`, bio: about.slice(0, 200) || null };
}

function tagRow(table: string, { id, key, name, about }: ExportedTopic): Row {
  return { id: objectId(table, id), name, slug: key, description: about || null, visibility: 'public' };
}

/** Ghost's ids are 24 hex digits; the first says what of. */
function objectId(table: string, id: number): string {
  return table + id.toString(16).padStart(23, '0');
}

function languageId(language: string): string {
  return objectId('c', Number.parseInt(Buffer.from(language).toString('hex'), 16));
}
