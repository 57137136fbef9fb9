import { sectionAddress } from '#i18n/addresses';
import { listSections } from '#newsroom/topics/list-sections';
import { publicUrl } from '#platform/env';
import { json } from '../../answer.ts';
import { openGet, preflight, readOnly } from '../open.ts';
import { noQuery, sectionsQuery } from '../schemas.ts';

export const GET = openGet({ query: sectionsQuery, parameters: noQuery }, async ({ request, query: { language } }) => {
  const sections = await listSections(language);
  return json(request, {
    sections: sections.map((section) => ({ ...section, url: publicUrl() + sectionAddress(language, section.key) })),
  });
});

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
