import { escapeHtml } from '#blocks/html';
import { parseFeedDate } from '#newsroom/transfer/feed/feed-date';
import { parseWebAddress } from '#newsroom/transfer/source/former-site';
import { plainText } from '#newsroom/transfer/source/plain-text';
import { plainHtml } from '#newsroom/wire/formats/plain-html';
import { readStatus } from '#newsroom/wire/formats/read-status';
import type { WireEntry, WirePicture } from '#newsroom/wire/wire-entry';

type Fields = Record<string, unknown>;

/** Whether a value of JSON is an item of ninjs, or a list of such. */
export function isNinjs(value: unknown): boolean {
  return itemsOf(value).some((item) => typeof item.uri === 'string');
}

/**
 * The texts of ninjs 1, 2 or 3: one item, or a list of them. 1 has `body_html` and `pubstatus`, 2 lists by role, 3 the
 * same in camel case: names are compared in small letters alone. `skipped` counts pictures and other things that are no
 * texts.
 */
export function readNinjs(value: unknown): { entries: WireEntry[]; skipped: number } {
  const items = itemsOf(value);
  const texts = items.filter((item) => typeof item.uri === 'string' && /^(text|composite|)$/.test(textOf(item.type)));
  return { entries: texts.map(entryOf), skipped: items.length - texts.length };
}

/** What APIs wrap lists of items in. */
const LISTS = ['items', '_items', 'results', 'data', 'newsitems'];

function itemsOf(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.filter(isFields).map(smallNames);
  if (!isFields(value)) return [];
  const list = LISTS.map((name) => value[name]).find(Array.isArray);
  return list && typeof value.uri !== 'string' ? itemsOf(list) : [smallNames(value)];
}

function entryOf(item: Fields): WireEntry {
  const published = parseFeedDate(textOf(item.firstcreated) || textOf(item.versioncreated));
  const embargoUntil = parseFeedDate(textOf(item.embargoed));
  const status = readStatus(textOf(item.pubstatus));
  const isHeld = typeof item.embargoed === 'string' && !embargoUntil;
  return {
    id: textOf(item.uri),
    link: webAddress(item.link) || webAddress(item.url),
    wireVersion: /^\d{1,15}$/.test(textOf(item.version)) ? Number(item.version) : null,
    status: isHeld && status === 'usable' ? 'withheld' : status,
    headline: headlineOf(item),
    standfirst: standfirstOf(item),
    html: htmlOf(item),
    language: textOf(item.language),
    note: textOf(item.ednote),
    credit: textOf(item.creditline),
    ...(published && { published }),
    ...(embargoUntil && { embargoUntil }),
    pictures: picturesOf(item.associations),
  };
}

function headlineOf(item: Fields): string {
  const headlines = rolesOf(item.headlines);
  const main = headlines.find(({ role }) => /^(main|headline|)$/.test(textOf(role))) ?? headlines[0];
  // Text, whatever else looks like a tag.
  const plain = textOf(main?.value) || textOf(item.headline) || textOf(item.title) || textOf(item.slugline);
  return plainText(plain.includes('</') ? plain : escapeHtml(plain));
}

function standfirstOf(item: Fields): string {
  const descriptions = rolesOf(item.descriptions);
  const [first] = descriptions.filter(({ role }) => /^(summary|standfirst|lead|main|text|)$/.test(textOf(role)));
  const html = textOf(item.descriptionhtml);
  const value = textOf(first?.value) || textOf(item.descriptiontext);
  const isHtml = /html/.test(textOf(first?.contenttype));
  return plainText(value ? (isHtml ? value : escapeHtml(value)) : html);
}

/** Of several bodies the one with most markup. */
function htmlOf(item: Fields): string {
  const bodies = rolesOf(item.bodies);
  const isHtml = ({ contenttype, role }: Fields) => /html/.test(textOf(contenttype) || textOf(role));
  const html = [
    ...bodies.filter(isHtml).map(({ value }) => textOf(value)),
    textOf(item.bodyxhtml),
    textOf(item.bodyhtml),
  ];
  const plain = [...bodies.filter((one) => !isHtml(one)).map(({ value }) => textOf(value)), textOf(item.bodytext)];
  return html.find(Boolean) ?? plainHtml(plain.find(Boolean) ?? '');
}

/** Pictures beside it: an object of them in 1 and 2, a list in 3. Each with its largest rendition. */
function picturesOf(associations: unknown): WirePicture[] {
  const items = isFields(associations) ? Object.values(associations) : associations;
  return (Array.isArray(items) ? items : [])
    .filter(isFields)
    .map(smallNames)
    .filter(({ type }) => /^(picture|graphic)$/.test(textOf(type)))
    .flatMap((item) => {
      const renditions = isFields(item.renditions) ? Object.values(item.renditions) : item.renditions;
      const [largest] = (Array.isArray(renditions) ? renditions : [])
        .filter(isFields)
        .map(smallNames)
        .toSorted((one, other) => Number(other.width ?? 0) - Number(one.width ?? 0));
      const address = webAddress(largest?.href);
      const caption = standfirstOf(item) || headlineOf(item);
      return address ? [{ address, caption, credit: textOf(item.creditline) || textOf(item.byline) }] : [];
    });
}

function rolesOf(list: unknown): Fields[] {
  return (Array.isArray(list) ? list : []).filter(isFields).map(smallNames);
}

/** Names without underscores, in small letters: `body_html`, `bodyHtml` and `bodyhtml` are one. */
function smallNames(item: Fields): Fields {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name.replaceAll('_', '').toLowerCase(), value]),
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

function webAddress(value: unknown): string {
  return parseWebAddress(textOf(value))?.href ?? '';
}
