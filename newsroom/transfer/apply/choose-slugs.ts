import type { Language } from '#i18n/languages';
import { isSlug } from '#newsroom/articles/slug';
import { slugFromHeadline } from '#newsroom/editing/slug-from-headline';
import { decodedSlug } from '#newsroom/transfer/apply/address-key-for';
import type { ImportRun } from '#newsroom/transfer/run/import-run';

export type WantedSlug = { articleId: number; language: Language; slug: string; title: string };

const LONGEST = 110;
/** So many articles of one slug get a number; further ones their id. */
const NUMBERED = 9;

/**
 * The slugs of new articles by their ids: as the source has them where they are slugs and free in the language, else
 * made of the slug's letters or the title's. Two languages may have the same.
 */
export async function chooseSlugs(run: ImportRun, wanted: readonly WantedSlug[]): Promise<Map<number, string>> {
  const candidates = wanted.map((one) => ({ ...one, slugs: candidatesFor(one) }));
  const taken = await findTaken(run, candidates);
  const chosen = new Map<number, string>();
  for (const { articleId, language, slugs } of candidates) {
    const free = slugs.find((slug) => !taken.has(`${language} ${slug}`)) ?? `story-${Math.abs(articleId)}`;
    taken.add(`${language} ${free}`);
    if (run.isDryRun) run.plannedSlugs.add(`${language} ${free}`);
    chosen.set(articleId, free);
  }
  return chosen;
}

/** The same slug as an address part, as far as it can be one. */
export function plainSlug(slug: string, title: string, language: Language): string {
  if (isSlug(slug)) return slug;
  return slugFromHeadline(decodedSlug(slug).replace(/[-_]+/g, ' '), language) || slugFromHeadline(title, language);
}

function candidatesFor({ articleId, language, slug, title }: WantedSlug): string[] {
  const plain = plainSlug(slug, title, language) || `story-${Math.abs(articleId)}`;
  const base = plain.slice(0, LONGEST).replace(/-+$/, '');
  const numbered = Array.from({ length: NUMBERED - 1 }, (_, index) => `${base}-${index + 2}`);
  return [plain, ...numbered, `${base}-${Math.abs(articleId)}`];
}

async function findTaken(
  run: ImportRun,
  candidates: readonly { language: Language; slugs: string[] }[],
): Promise<Set<string>> {
  const pairs = candidates.map(({ language, slugs }) => ({ language, slugs }));
  const rows = await run.client.$queryRaw<{ language: string; slug: string }[]>`
    WITH candidate AS (
      SELECT DISTINCT c.language, slug
      FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS c (language text, slugs text[]), unnest(c.slugs) slug
    )
    SELECT language, slug FROM candidate c WHERE EXISTS (
      SELECT FROM article a WHERE a.language = c.language AND a.slug = c.slug
    ) OR EXISTS (
      SELECT FROM former_slug f WHERE f.language = c.language AND f.slug = c.slug
    )`;
  const taken = new Set(rows.map(({ language, slug }) => `${language} ${slug}`));
  if (run.isDryRun)
    for (const { language, slugs } of candidates)
      for (const slug of slugs) if (run.plannedSlugs.has(`${language} ${slug}`)) taken.add(`${language} ${slug}`);
  return taken;
}
