import { frontAddress } from '#i18n/addresses';
import { LANGUAGES } from '#i18n/languages';
import { publicUrl } from '#platform/env';
import { json } from '../../answer.ts';
import { openGet, preflight, readOnly } from '../open.ts';
import { noQuery } from '../schemas.ts';

export const GET = openGet({ query: noQuery, parameters: noQuery }, async ({ request }) =>
  json(request, {
    languages: LANGUAGES.map(({ code, name }) => ({ code, name, url: publicUrl() + frontAddress(code) })),
  }),
);

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
