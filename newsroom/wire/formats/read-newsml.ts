import { parseFeedDate } from '#newsroom/transfer/feed/feed-date';
import { parseWebAddress } from '#newsroom/transfer/source/former-site';
import { markupHtml } from '#newsroom/wire/formats/markup-html';
import { plainHtml } from '#newsroom/wire/formats/plain-html';
import { readStatus } from '#newsroom/wire/formats/read-status';
import {
  attributeOf,
  below,
  childOf,
  childrenOf,
  isElement,
  lettersOf,
  lineOf,
  localName,
  type XmlElement,
} from '#newsroom/wire/formats/xml-nodes';
import type { WireEntry, WirePicture } from '#newsroom/wire/wire-entry';

/** Roots and items of NewsML-G2. */
const ITEMS = /^(newsItem|packageItem|conceptItem|knowledgeItem|planningItem|catalogItem|hopItem)$/;

export function isNewsml(root: XmlElement | undefined): boolean {
  return root !== undefined && (localName(root) === 'newsMessage' || ITEMS.test(localName(root)));
}

/**
 * The texts of a message or item of NewsML-G2 2.x. `skipped` counts what is none: pictures, packages, concepts. A
 * package only refers to items, which come by themselves.
 */
export function readNewsml(root: XmlElement): { entries: WireEntry[]; skipped: number } {
  const items =
    localName(root) === 'newsMessage'
      ? childrenOf(root, 'itemSet').flatMap((set) => set.children.filter(isElement).filter(isItem))
      : [root];
  const texts = items.filter((item) => localName(item) === 'newsItem' && isText(item));
  return { entries: texts.map(entryOf), skipped: items.length - texts.length };
}

function isItem(element: XmlElement): boolean {
  return ITEMS.test(localName(element));
}

function isText(item: XmlElement): boolean {
  const kind = codeOf(childOf(item, 'itemMeta', 'itemClass'));
  return kind === '' || /(text|composite)$/.test(kind);
}

function entryOf(item: XmlElement): WireEntry {
  const meta = childOf(item, 'itemMeta');
  const content = childOf(item, 'contentMeta');
  const embargo = childOf(meta, 'embargoed');
  const embargoUntil = parseFeedDate(lineOf(embargo));
  const published = parseFeedDate(lineOf(childOf(meta, 'firstCreated') ?? childOf(meta, 'versionCreated')));
  const status = readStatus(codeOf(childOf(meta, 'pubStatus')));
  return {
    id: attributeOf(item, 'guid').trim(),
    link: linkOf(meta),
    wireVersion: wholeNumber(attributeOf(item, 'version')),
    // An embargo without a time holds until the agency says more.
    status: embargo && !embargoUntil && status === 'usable' ? 'withheld' : status,
    headline: headlineOf(item),
    standfirst: lineOf(
      childrenOf(content, 'description').find((one) => /(summary|standfirst|lead)$/.test(roleOf(one))),
    ),
    html: htmlOf(childOf(item, 'contentSet')),
    language: attributeOf(childOf(content, 'language'), 'tag') || attributeOf(item, 'lang'),
    note: childrenOf(meta, 'edNote').map(lineOf).filter(Boolean).join('\n'),
    credit: lineOf(childOf(content, 'creditline')),
    ...(published && { published }),
    ...(embargoUntil && { embargoUntil }),
    pictures: picturesOf(childOf(item, 'contentSet')),
  };
}

function codeOf(element: XmlElement | undefined): string {
  return attributeOf(element, 'qcode') || attributeOf(element, 'uri');
}

function roleOf(element: XmlElement): string {
  return attributeOf(element, 'role');
}

function headlineOf(item: XmlElement): string {
  const content = childOf(item, 'contentMeta');
  const headlines = childrenOf(content, 'headline');
  const main = headlines.find((one) => roleOf(one) === '' || /(main|headline)$/.test(roleOf(one))) ?? headlines[0];
  const titles = [main, childOf(item, 'itemMeta', 'title'), childOf(content, 'slugline')];
  return titles.map(lineOf).find(Boolean) ?? '';
}

function linkOf(meta: XmlElement | undefined): string {
  const link = childrenOf(meta, 'link').find((one) => /(webpage|permalink|alternate)$/i.test(attributeOf(one, 'rel')));
  return parseWebAddress(attributeOf(link, 'href'))?.href ?? '';
}

/** Of several renditions of one text the one with most markup. */
function htmlOf(content: XmlElement | undefined): string {
  const inline = childrenOf(content, 'inlineXML').map((one) => markupHtml(bodyOf(one)));
  const data = childrenOf(content, 'inlineData');
  const isHtml = (one: XmlElement) => /html/i.test(attributeOf(one, 'contenttype'));
  const html = data.filter(isHtml).map(lettersOf);
  const plain = data.filter((one) => !isHtml(one)).map((one) => plainHtml(lettersOf(one)));
  return [...inline, ...html, ...plain].find((text) => text.trim() !== '') ?? '';
}

function bodyOf(inline: XmlElement) {
  const [body] = below(inline, 'body.content');
  return (body ?? below(inline, 'body')[0] ?? inline).children;
}

/** Pictures that lie elsewhere, and those that the text shows by NITF. */
function picturesOf(content: XmlElement | undefined): WirePicture[] {
  if (!content) return [];
  const remote = childrenOf(content, 'remoteContent')
    .filter((one) => /^image\//.test(attributeOf(one, 'contenttype')))
    .map((one) => ({ address: attributeOf(one, 'href'), caption: '', credit: '' }));
  const media = below(content, 'media').flatMap((one) => {
    const [reference] = below(one, 'media-reference');
    const [caption, credit] = [below(one, 'media-caption')[0], below(one, 'media-producer')[0]];
    return { address: attributeOf(reference, 'source'), caption: lineOf(caption), credit: lineOf(credit) };
  });
  return [...remote, ...media].filter(({ address }) => parseWebAddress(address));
}

function wholeNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
}
