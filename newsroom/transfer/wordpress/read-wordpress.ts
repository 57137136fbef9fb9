import { type FormerSite, formerSite } from '#newsroom/transfer/source/former-site';
import { plainText } from '#newsroom/transfer/source/plain-text';
import type {
  SourceEntry,
  SourceItem,
  SourceOther,
  SourceProblem,
  SourceSite,
} from '#newsroom/transfer/source/source-item';
import { archiveAddresses, findFront } from '#newsroom/transfer/wordpress/archives';
import { SiteClock } from '#newsroom/transfer/wordpress/dates';
import { itemKind } from '#newsroom/transfer/wordpress/item-kind';
import { SiteLanguages } from '#newsroom/transfer/wordpress/languages';
import { mediaOf } from '#newsroom/transfer/wordpress/media';
import { parseWxr } from '#newsroom/transfer/wordpress/parse-wxr';
import {
  People,
  type Person,
  personByLogin,
  personByTerm,
  personOfGuest,
  personOfRecord,
} from '#newsroom/transfer/wordpress/people';
import { postOf } from '#newsroom/transfer/wordpress/post';
import { languagesOfItem, nameIn } from '#newsroom/transfer/wordpress/qtranslate';
import { SeenItems } from '#newsroom/transfer/wordpress/seen-items';
import { newTerm, subjectsOf, type Term, termId, termOfRecord, termPath } from '#newsroom/transfer/wordpress/terms';
import { translationsOf } from '#newsroom/transfer/wordpress/translations';
import { fieldOf, metaOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

/** As many items are held back until one shows what addresses look like, and letters of them. */
const HELD_ITEMS = 200;
const HELD_LETTERS = 4_000_000;
/** As many terms, and authors, are remembered: more come again with every item that has them. */
const TERM_LIMIT = 300_000;

/**
 * What a WordPress export holds (WXR 1.0 to 1.2), as a stream: the site, its terms, its items as they come, then its
 * authors, since a guest’s biography is an item. Several files are parts of one export. Terms that only items name come
 * before the first of these. `timeZone` is that of the site, where somebody knows it. Throws what reading throws, but
 * says before who wrote what has been read.
 */
export async function* readWordPress(
  parts: Iterable<AsyncIterable<string>>,
  { timeZone }: { timeZone?: string } = {},
): AsyncGenerator<SourceEntry> {
  const reader = new WordPressReader(timeZone);
  try {
    for (const part of parts) yield* readPart(reader, part);
  } catch (error) {
    yield* reader.lastEntries();
    throw error;
  }
  yield* reader.lastEntries();
}

async function* readPart(reader: WordPressReader, text: AsyncIterable<string>): AsyncGenerator<SourceEntry> {
  let held: (WxrRecord | SourceProblem)[] | undefined = [];
  let letters = 0;
  for await (const record of parseWxr(text)) {
    if (!held) {
      yield* reader.entriesOf(record);
      continue;
    }
    held.push(record);
    if (record.kind === 'item') letters += record.fields.get('content:encoded')?.length ?? 0;
    const isEnough = reader.learn(record) || held.length > HELD_ITEMS + reader.termCount || letters > HELD_LETTERS;
    if (!isEnough) continue;
    yield* flush(reader, held);
    held = undefined;
  }
  if (held) yield* flush(reader, held);
}

function* flush(reader: WordPressReader, held: (WxrRecord | SourceProblem)[]): Generator<SourceEntry> {
  yield* reader.siteEntry();
  for (const record of held) yield* reader.entriesOf(record);
}

class WordPressReader {
  /** Terms above the items: all of them are held. */
  termCount = 0;
  private site: FormerSite = formerSite([]);
  private channel: WxrRecord | undefined;
  private isSiteTold = false;
  private front = '';
  private comments = 0;
  private readonly clock: SiteClock;
  private readonly languages = new SiteLanguages();
  private readonly seen = new SeenItems();
  private readonly parents = new Map<string, string | undefined>();
  private readonly told = new Set<string>();
  private readonly byNumber = new Map<string, string>();
  private readonly people = new People();

  constructor(timeZone?: string) {
    this.clock = new SiteClock(timeZone);
  }

  /** Takes note of what later entries need; whether all that stands above the items is known. */
  learn(record: WxrRecord | SourceProblem): boolean {
    if (record.kind === 'channel') {
      this.channel ??= record;
      const link = fieldOf(record, 'wp:base_blog_url') || fieldOf(record, 'wp:base_site_url');
      this.site = formerSite([link, fieldOf(record, 'link')].filter(Boolean));
    }
    if (record.kind === 'item') return this.learnFront(record);
    if (record.kind !== 'problem') this.learnTerm(record);
    return this.termCount > TERM_LIMIT;
  }

  private learnFront(record: WxrRecord): boolean {
    const front = findFront(record, this.site, this.languages);
    this.front = front ?? this.front;
    return front !== undefined;
  }

  private learnTerm(record: WxrRecord): void {
    this.termCount++;
    if (record.kind === 'term') this.languages.add(record);
    const term = termOfRecord(record);
    if (!term) return;
    this.parents.set(term.id, term.parent);
    if (term.number) this.byNumber.set(term.number, term.id);
  }

  *siteEntry(): Generator<SourceSite> {
    if (this.isSiteTold || !this.channel) return;
    this.isSiteTold = true;
    const [, version] = /[?&]v=([\d.]+)/.exec(fieldOf(this.channel, 'generator')) ?? [];
    const language = fieldOf(this.channel, 'language');
    yield {
      kind: 'site',
      system: `WordPress${version ? ` ${version}` : ''}, WXR ${fieldOf(this.channel, 'wp:wxr_version') || '1.x'}`,
      name: plainText(fieldOf(this.channel, 'title')),
      address: this.site.address,
      ...(language && { language }),
    };
  }

  *entriesOf(record: WxrRecord | SourceProblem): Generator<SourceEntry> {
    if (record.kind === 'problem') yield record;
    else if (record.kind === 'author') this.people.add(personOfRecord(record));
    else if (record.kind === 'item') yield* this.item(record);
    else if (record.kind !== 'channel') yield* this.termRecord(record);
  }

  /** Everybody who is named, and how many comments are left out. */
  *lastEntries(): Generator<SourceItem> {
    for (const { number, slug = '', ...known } of this.people.all()) {
      const place = { site: this.site, front: this.front };
      const addresses = slug ? archiveAddresses(place, `author/${slug}`, number && `author=${number}`) : [];
      yield { kind: 'author', slug, ...known, addresses };
    }
    if (this.comments > 0) yield { kind: 'other', id: 'comments', type: 'comment', title: '', count: this.comments };
  }

  private *termRecord(record: WxrRecord): Generator<SourceItem> {
    const term = termOfRecord(record);
    if (term) yield* this.term({ ...term, ...this.languages.ofTerm(record) });
  }

  private *term({ number, ...term }: Term): Generator<SourceItem> {
    if (this.told.has(term.id)) return;
    if (this.told.size < TERM_LIMIT) this.told.add(term.id);
    const { site, front } = this;
    const taxonomy = term.id.slice(0, term.id.indexOf(':'));
    const query = taxonomy === 'category' ? number && `cat=${number}` : `${taxonomy}=${encodeURIComponent(term.slug)}`;
    const path = termPath(term.id, this.parents);
    const language = this.languages.slugOf(term.language);
    const name = nameIn(term.name, this.siteLanguage);
    yield { ...term, name, addresses: archiveAddresses({ site, front, language }, path, query) };
  }

  private *item(item: WxrRecord): Generator<SourceEntry> {
    this.comments += item.comments;
    const kind = itemKind(item);
    const type = fieldOf(item, 'wp:post_type') || 'post';
    const { id, isAgain, isTaken } = this.seen.add(item);
    if (isTaken) yield { kind: 'problem', why: 'bad-value', line: item.line, near: `post_id: ${id}` };
    if (isAgain) return yield other(item, id, type);
    if (kind === 'post') return yield* this.post(item, id);
    const made = kind === 'media' ? mediaOf(item, id, this.site) : undefined;
    if (made) yield made;
    else yield other(item, id, type);
    if (kind === 'guest') this.people.add(personOfGuest(item), { knowsBetter: true });
  }

  private *post(item: WxrRecord, id: string): Generator<SourceItem> {
    const subjects = subjectsOf(item);
    for (const { taxonomy, slug, name } of subjects) yield* this.term(newTerm(taxonomy, slug, name));
    const surroundings = {
      site: this.site,
      siteName: plainText(this.channel ? fieldOf(this.channel, 'title') : ''),
      siteLanguage: this.siteLanguage,
      clock: this.clock,
      languages: this.languages,
      authors: [...new Set(authorsOf(item).map((person) => this.people.add(person)))],
      terms: this.termsInOrder(
        item,
        subjects.map(({ taxonomy, slug }) => termId(taxonomy, slug)),
      ),
    };
    const inLanguages = languagesOfItem(item, this.siteLanguage);
    if (inLanguages.length === 0) yield postOf(item, id, surroundings);
    else yield* translationsOf(inLanguages, id, surroundings);
  }

  private get siteLanguage(): string {
    return this.channel ? fieldOf(this.channel, 'language') : '';
  }

  /** Categories first, of these the main one, if a plugin knows it. */
  private termsInOrder(item: WxrRecord, ids: string[]): string[] {
    const main = this.byNumber.get(metaOf(item, '_yoast_wpseo_primary_category', 'rank_math_primary_category'));
    const rank = (id: string) => (id === main ? 0 : id.startsWith('category:') ? 1 : 2);
    return [...new Set(ids)].toSorted((one, another) => rank(one) - rank(another));
  }
}

/** Those whom a plugin for several authors names, else the one that WordPress itself knows. */
function authorsOf(item: WxrRecord): Person[] {
  const named = item.terms.filter(({ domain }) => domain === 'author').map(personByTerm);
  const creator = fieldOf(item, 'dc:creator');
  if (named.length > 0) return named;
  return creator ? [personByLogin(creator)] : [];
}

function other(item: WxrRecord, id: string, type: string): SourceOther {
  return { kind: 'other', id, type, title: plainText(fieldOf(item, 'title')) };
}
