import { isKnownLanguage, type Language } from '#i18n/languages';
import { readRows } from '#newsroom/transfer/ghost/json-rows';
import { absolute, POST_COLUMNS, postOf, textOfValue } from '#newsroom/transfer/ghost/post';
import { type GhostTables, idOf, readTables, type Values } from '#newsroom/transfer/ghost/tables';
import { oneLine } from '#newsroom/transfer/source/one-line';
import type { SourceEntry, SourceItem, SourceProblem } from '#newsroom/transfer/source/source-item';

/**
 * What a Ghost export holds (data version 000 to Ghost 6), as a stream: the site, authors, tags, pictures, then posts and
 * pages. The text is read twice, since what posts refer to stands behind them. Ghost does not list its pictures: `files`
 * are those that came along.
 */
export async function* readGhost(
  text: AsyncIterable<string>,
  files: readonly string[] = [],
): AsyncGenerator<SourceEntry> {
  const tables = await readTables(text);
  const siteAddress = (tables.settings.get('url') ?? '').replace(/\/+$/, '');
  yield siteOf(tables, siteAddress);
  yield* authorsOf(tables, siteAddress);
  yield* tagsOf(tables);
  yield* imagesOf(tables, siteAddress);
  yield* picturesAmong(files, siteAddress);
  let unnumbered = 0;
  for await (const row of readRows(text, { posts: POST_COLUMNS })) {
    // The first reading has told them all.
    if (row.kind === 'row') yield* postEntries(tables, row.values, siteAddress, () => `without-${++unnumbered}`);
  }
  for (const [type, count] of tables.counts) yield { kind: 'other', id: type, type, title: '', count };
  yield* tables.problems;
}

function siteOf({ version, settings }: GhostTables, address: string): SourceEntry {
  const setting = (...keys: string[]) => keys.map((key) => settings.get(key)).find(Boolean);
  const language = setting('locale', 'lang', 'default_locale');
  const timeZone = timeZoneOf(settings);
  return {
    kind: 'site',
    system: `Ghost ${version}`.trim(),
    name: setting('title') ?? '',
    address,
    ...(language && { language }),
    ...(timeZone && { timeZone }),
  };
}

function timeZoneOf(settings: GhostTables['settings']): string | undefined {
  return settings.get('timezone') || settings.get('active_timezone');
}

/** Those whom a post names. */
function* authorsOf({ users, authorsOfPost }: GhostTables, siteAddress: string): Generator<SourceItem> {
  const named = new Set([...authorsOfPost.values()].flat());
  for (const id of named) {
    const { name, slug, bio, profile_image, image } = users.get(id) ?? {};
    if (!textOfValue(name)) continue;
    const picture = absolute(textOfValue(profile_image || image), siteAddress);
    const biography = oneLine(textOfValue(bio));
    yield {
      kind: 'author',
      id,
      slug: textOfValue(slug),
      name: textOfValue(name),
      ...(biography && { biography }),
      // Gravatar's addresses are made of addresses of mail.
      ...(picture && !/^https?:\/\/([\w-]+\.)?gravatar\.com\//.test(picture) && { picture }),
      addresses: textOfValue(slug) ? [`/author/${encodeURIComponent(textOfValue(slug))}/`] : [],
    };
  }
}

function* tagsOf({ tags }: GhostTables): Generator<SourceItem> {
  for (const [id, tag] of tags) {
    const [name, slug, description] = [tag.name, tag.slug, tag.description].map(textOfValue);
    if (!name && !slug) continue;
    if (isInternal(tag)) yield { kind: 'other', id: `tag-${id}`, type: 'internal tag', title: name ?? '' };
    else {
      yield {
        kind: 'term',
        id,
        taxonomy: 'tag',
        slug: slug ?? '',
        name: name ?? '',
        ...(description && { description }),
        ...(tag.parent_id && { parent: idOf(tag.parent_id) }),
        addresses: slug ? [`/tag/${encodeURIComponent(slug)}/`] : [],
      };
    }
  }
}

/** For the desk and the theme alone: readers never saw it. */
function isInternal({ name, visibility }: Values): boolean {
  return textOfValue(name).startsWith('#') || visibility === 'internal';
}

/** Ghost has one language; a site in several marks each post with an internal tag, such as `#hy`. */
function taggedLanguage({ tags, tagsOfPost }: GhostTables, post: string): Language | undefined {
  const names = (tagsOfPost.get(post) ?? []).map((tag) => textOfValue(tags.get(tag)?.name).toLowerCase());
  const codes = names.map((name) => /^#(.+)$/.exec(name)?.[1]).filter(isKnownLanguage);
  return codes.length === 1 ? codes[0] : undefined;
}

/** The envelope of an archive says which picture lies where. */
function* imagesOf({ images }: GhostTables, siteAddress: string): Generator<SourceItem> {
  for (const { originalPath, newPath } of images) {
    const file = textOfValue(originalPath);
    const address = absolute(textOfValue(newPath), siteAddress);
    if (file && address) yield { kind: 'media', id: file, address, file, addresses: [`/${file}`] };
  }
}

/**
 * Where Ghost keeps pictures; smaller ones that it has made of them are in `images/size`. Ghost 6 puts those that posts
 * from a zip are headed with into `files/images`.
 */
const PICTURE = /(?:^|\/)(?:content\/)?((?:images\/(?!size\/)|files\/).+\.(?:jpe?g|png|gif|webp|avif|svg))$/i;

function* picturesAmong(files: readonly string[], siteAddress: string): Generator<SourceItem> {
  const all = new Set(files);
  for (const file of files) {
    const [, name] = PICTURE.exec(file) ?? [];
    // Beside a picture, Ghost keeps what was uploaded: `vine_o.jpg` beside `vine.jpg`.
    const shown = file.replace(/_o(?=\.\w+$)/, '');
    if (!name || (shown !== file && all.has(shown))) continue;
    const path = `/content/${name.split('/').map(encodeURIComponent).join('/')}`;
    const id = name.replace(/^images\//i, '');
    yield { kind: 'media', id: id === name ? path : id, address: siteAddress + path, file, addresses: [path] };
  }
}

function* postEntries(
  tables: GhostTables,
  row: Values,
  siteAddress: string,
  newId: () => string,
): Generator<SourceEntry> {
  const id = idOf(row.id) || newId();
  const isShown = (tag: string) => tables.tags.has(tag) && !isInternal(tables.tags.get(tag) ?? {});
  const { post, leftOut, problems } = postOf(row, id, {
    siteAddress,
    timeZone: timeZoneOf(tables.settings) ?? 'UTC',
    authors: (tables.authorsOfPost.get(id) ?? []).filter((author) => tables.users.has(author)),
    terms: (tables.tagsOfPost.get(id) ?? []).filter(isShown),
    meta: tables.metaOfPost.get(id) ?? {},
    language: taggedLanguage(tables, id),
  });
  yield post;
  for (const [index, { type, title }] of leftOut.entries())
    yield { kind: 'other', id: `${id}-card-${index}`, type, title };
  const near = post.title.slice(0, 80);
  for (const why of problems) yield { kind: 'problem', why, near } satisfies SourceProblem;
}
