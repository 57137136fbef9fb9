import type { Language } from '#i18n/languages';
import { SITE } from '#newsroom/surrogate-keys';
import type { Section } from '#newsroom/topics/topic';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** All sections that have a name in the language, in the paper's order. */
export async function listSections(language: Language): Promise<Section[]> {
  dependOn(SITE);
  const rows = await database().sectionText.findMany({
    where: { language },
    relationLoadStrategy: 'join',
    select: { name: true, description: true, section: { select: { key: true } } },
    orderBy: [{ section: { position: 'asc' } }, { section: { key: 'asc' } }],
  });
  return rows.map(({ section, ...words }) => ({ key: section.key, ...words }));
}
