'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { createToken } from '#newsroom/api/create-token';
import { revokeToken } from '#newsroom/api/revoke-token';
import { TOKEN_DAYS } from '#newsroom/api/token-days';
import { SCOPE_NAMES } from '#newsroom/permissions/scopes';

const DAYS = TOKEN_DAYS.map(String) as [string, ...string[]];

const newToken = z.strictObject({
  name: z.string().trim().max(100),
  scopes: z.array(z.enum(SCOPE_NAMES)).max(SCOPE_NAMES.length),
  days: z.enum(['', ...DAYS]).transform((days) => (days ? Number(days) : null)),
});

export const createTokenAction = newsroomAction({ input: newToken, lists: ['scopes'] }, async (input, { actor, t }) => {
  const created = await createToken(actor, input);
  if (!created.ok) return created;
  refresh();
  const handouts = [{ label: t('apiTokens.token'), text: created.token }];
  return { ok: true, message: t('apiTokens.added'), handouts };
});

export const revokeTokenAction = newsroomAction(
  { input: z.strictObject({ id: z.string().max(40), sure: z.literal('yes') }), done: 'apiTokens.revoked' },
  ({ id }, { actor }) => revokeToken(actor, id),
);
