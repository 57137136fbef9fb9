import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { publicationName } from '#newsroom/settings/publication-name';
import { headlineFonts } from '#newsroom/syndication/headline-fonts';
import { drawShareCard, type ShareCard } from '#newsroom/syndication/share-card';
import { database, sql } from '#platform/database';
import { readStoredFile, storeFile } from '#platform/files';

/** Goes up whenever cards are drawn otherwise, so that they get new addresses. */
const DESIGN = 1;

/**
 * A card's name: `17-0123456789abcdef`, the article's id and a hash of all that the card says. Other words make another
 * name.
 */
export function shareCardName({ articleId, language, headline, section, publication }: ShareCard): string {
  const said = JSON.stringify([DESIGN, language, headline, section, publication]);
  return `${articleId}-${createHash('sha256').update(said).digest('hex').slice(0, 16)}`;
}

/**
 * The share card of this name as PNG, drawn if it has not been asked for before. undefined for a name that is not that
 * of a published article as it stands now: nobody can make us draw or keep anything by making up names.
 */
export async function findShareCard(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const id = Number(/^(\d{1,9})-[0-9a-f]{16}$/.exec(name)?.[1]);
  const card = id ? await findWords(id) : undefined;
  if (!card || shareCardName(card) !== name) return undefined;
  const file = `cards/${name}.png`;
  const stored = await readStoredFile(file);
  if (stored) return stored;
  const svg = await drawShareCard(card, await headlineFonts());
  const png = new Uint8Array(await sharp(Buffer.from(svg)).png({ palette: true, effort: 8 }).toBuffer());
  await storeFile(file, png);
  return png;
}

async function findWords(articleId: number): Promise<ShareCard | undefined> {
  const [card] = await database().$queryRaw<ShareCard[]>`
    SELECT article.id AS "articleId", article.language::text AS language, headline,
      coalesce(section_text.name, section.key) AS section, ${publicationName(sql`article.language`)} AS publication
    FROM article
    JOIN section ON section.id = article.section_id
    LEFT JOIN section_text ON section_text.section_id = section.id AND section_text.language = article.language
    WHERE article.id = ${articleId} AND article.state = 'published'`;
  return card;
}
