import { searchTextOf, storedBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import { findAttached } from '#newsroom/transfer/apply/find-attached';
import { isFormerLink } from '#newsroom/transfer/apply/former-links';
import { findPictures } from '#newsroom/transfer/pictures/picture-address';
import { takeMissingPictures, type WantedPicture } from '#newsroom/transfer/pictures/take-missing-pictures';
import type { ImportRun, WaitingItem } from '#newsroom/transfer/run/import-run';
import { pathOnUnknownSite, UNKNOWN_SITE } from '#newsroom/transfer/run/unknown-site';
import type { SourcePost } from '#newsroom/transfer/source/source-item';
import { blocksOf, type TextBlocks } from '#newsroom/transfer/text/blocks-of';

const SHOWN = 5;

/** A post's text as blocks, with the pictures that it and its story show. */
export type ReadText = Pick<TextBlocks, 'body' | 'words' | 'leftOut'> & {
  /** As it is stored, and as search reads it. */
  stored: unknown[];
  bodyText: string;
  lead: string | undefined;
  /** How many pictures are not to be had. */
  missing: number;
  /** Whether it links to the site that it came from. */
  hasFormerLinks: boolean;
};

/** Reads the texts of posts; the pictures that they show are looked up together, and taken in where they are new. */
export async function readTexts(
  run: ImportRun,
  languages: ReadonlyMap<WaitingItem<SourcePost>, Language>,
): Promise<Map<WaitingItem<SourcePost>, ReadText>> {
  const items = [...languages.keys()];
  const attached = await findAttached(
    run,
    items.map(({ payload }) => payload),
  );
  const read = (item: WaitingItem<SourcePost>, picture: (address: string) => string | undefined) => {
    const site = run.base || UNKNOWN_SITE;
    const base = URL.parse(item.payload.addresses[0] ?? '', site)?.href ?? site;
    const language = languages.get(item);
    const { id, text } = item.payload;
    const ofOwn = new Map([...attached, ['', attached.get(id) ?? []]]);
    return blocksOf(text, { picture, base, link: pathOnUnknownSite, attached: ofOwn, ...(language && { language }) });
  };
  const first = items.map((item) => read(item, () => undefined));
  const wanted = items.flatMap(({ payload }, index) => wantedBy(payload, first[index]?.places ?? []));
  const picture = await lookUp(run, wanted);
  const texts = new Map<WaitingItem<SourcePost>, ReadText>();
  for (const [index, item] of items.entries()) {
    const plain = first[index];
    if (!plain) continue;
    const { body, words, leftOut, links } = plain.places.length > 0 ? read(item, picture) : plain;
    const lead = item.payload.lead && (picture(`id:${item.payload.lead}`) ?? picture(item.payload.lead));
    const missing = plain.places.filter((places) => !places.some(picture)).length;
    texts.set(item, {
      ...{ body, words, leftOut },
      stored: storedBody(body),
      bodyText: searchTextOf(body),
      lead: lead || undefined,
      missing: missing + (item.payload.lead && !lead ? 1 : 0),
      hasFormerLinks: links.some((href) => isFormerLink(href, run.base)),
    });
  }
  return texts;
}

/** Of each picture that a post shows all places where it may be, the best first. */
function wantedBy({ lead, leadAlt, leadCaption }: SourcePost, inText: readonly string[][]): WantedPicture[][] {
  const wanted: WantedPicture[][] = inText.map((places) => places.map((address) => ({ address })));
  if (!lead) return wanted;
  const texts = { ...(leadAlt && { alt: leadAlt }), ...(leadCaption && { caption: leadCaption }) };
  return [...wanted, [{ address: `id:${lead}` }, { address: lead, ...texts }]];
}

async function lookUp(run: ImportRun, wanted: readonly WantedPicture[][]) {
  if (wanted.length === 0) return () => undefined;
  const addresses = wanted.flat().map(({ address }) => address);
  const known = await findPictures(run, addresses);
  const missing = wanted
    .filter((places) => !places.some(({ address }) => known(address)))
    .flatMap((places) => places.find(({ address }) => !address.startsWith('id:')) ?? []);
  if (!(await takeMissingPictures(run, missing))) return known;
  return findPictures(run, addresses);
}

/** What of a text was left out, by how many words; so much of it is shown to people. */
export function worstOf(leftOut: TextBlocks['leftOut']): TextBlocks['leftOut'] {
  return [...leftOut].sort((one, other) => other.words - one.words).slice(0, SHOWN);
}
