import sharp from 'sharp';
import { isLanguage } from '#i18n/languages';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { publicationName } from '#newsroom/settings/publication-name';
import { articleKey, SITE } from '#newsroom/surrogate-keys';
import { headlineFonts } from '#newsroom/syndication/headline-fonts';
import { type CardLogo, drawShareCard } from '#newsroom/syndication/share-card';
import { shareCardName } from '#newsroom/syndication/share-card-name';
import { type ShareCard, sectionCard, siteCard } from '#newsroom/syndication/share-picture';
import { listSections } from '#newsroom/topics/list-sections';
import { database, sql } from '#platform/database';
import { readStoredFile, storeFile } from '#platform/files';
import { dependOn } from '#platform/reads';

/** `17-…` is of an article, `en-…` of the site in a language, `en-region-…` of one of its sections. */
const NAME = /^(?:(?<article>\d{1,9})|(?<language>[a-z]{2,3})(?:-(?<section>[a-z0-9-]+))?)-[0-9a-f]{16}$/;

/**
 * The share card of this name as PNG, drawn if it has not been asked for before. undefined for a name that is not that
 * of a published article, of the site or of a section as it stands now: nobody can make us draw or keep anything by
 * making up names.
 */
export async function findShareCard(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { article, language, section } = NAME.exec(name)?.groups ?? {};
  const card = article ? await findArticleCard(Number(article)) : await findListCard(language, section);
  if (!card || shareCardName(card) !== name) return undefined;
  const file = `cards/${name}.png`;
  const stored = await readStoredFile(file);
  if (stored) return stored;
  const svg = await drawShareCard(card, await headlineFonts(), await findLogo(card));
  const png = new Uint8Array(await sharp(Buffer.from(svg)).png({ palette: true, effort: 8 }).toBuffer());
  await storeFile(file, png);
  return png;
}

async function findArticleCard(id: number): Promise<ShareCard | undefined> {
  dependOn(articleKey(id), SITE);
  const [card] = await database().$queryRaw<Omit<ShareCard, 'look'>[]>`
    SELECT article.id::text AS about, article.language::text AS language, headline,
      coalesce(section_text.name, section.key) AS label, ${publicationName(sql`article.language`)} AS foot
    FROM article
    JOIN section ON section.id = article.section_id
    LEFT JOIN section_text ON section_text.section_id = section.id AND section_text.language = article.language
    WHERE article.id = ${id} AND article.state = 'published'`;
  if (!card) return undefined;
  const { look } = await findSiteSettings(card.language);
  return { ...card, look };
}

async function findListCard(language: unknown, key: string | undefined): Promise<ShareCard | undefined> {
  if (!isLanguage(language)) return undefined;
  const [site, sections] = await Promise.all([findSiteSettings(language), listSections(language)]);
  if (key === undefined) return siteCard(language, site);
  const section = sections.find((one) => one.key === key);
  return section && sectionCard(language, section, site);
}

/** The site's logo as PNG, which is kept beside one that is SVG. */
async function findLogo({ look }: ShareCard): Promise<CardLogo | undefined> {
  const name = look.logo?.path
    .split('/')
    .at(-1)
    ?.replace(/\.svg$/, '.png');
  const file = name && (await database().siteFile.findUnique({ where: { name } }));
  return file ? { png: file.content, width: file.width, height: file.height } : undefined;
}
