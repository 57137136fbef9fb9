'use server';
import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import type { Answer } from '#components/staff/staff-form.island';
import { accountLinkAddress } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import { newsroomLanguageCode } from '#newsroom/languages/language-code';
import type { Actor } from '#newsroom/permissions/actor';
import { ROLES } from '#newsroom/permissions/role';
import { changeRole, setSuspended } from '#newsroom/staff/change-role';
import { createColleagueResetLink } from '#newsroom/staff/create-colleague-reset-link';
import { inviteColleague } from '#newsroom/staff/create-token-link';
import { resetColleagueTwoFactor } from '#newsroom/staff/reset-two-factor';
import { revokeInvitation } from '#newsroom/staff/revoke-invitation';
import { emailOf } from '#newsroom/staff/token-link';
import { publicUrl } from '#platform/env';
import { log } from '#platform/log';
import { hasMail, sendMail } from '#platform/mail';

const id = z.string().min(1).max(100);
const role = z.enum(ROLES);
const email = z.string().transform(emailOf).pipe(z.email().max(320));

/** Creates an invitation, and sends it or shows its link. */
export const inviteAction = newsroomAction(
  { input: z.strictObject({ email, role, language: newsroomLanguageCode }) },
  async (input, { actor }) => {
    const created = await inviteColleague(actor, input);
    if (!created.ok) return created;
    refresh();
    return passOn(actor, 'invitation', { ...input, token: created.token });
  },
);

/** Creates a link by which a colleague sets a new password, and sends it or shows it. */
export const createResetLinkAction = newsroomAction({ input: z.strictObject({ id }) }, async ({ id }, { actor }) => {
  const created = await createColleagueResetLink(actor, id);
  return created.ok ? passOn(actor, 'passwordReset', created) : created;
});

export const revokeInvitationAction = newsroomAction(
  { input: z.strictObject({ email }), done: 'people.results.revoked' },
  ({ email }, { actor }) => revokeInvitation(actor, email),
);

export const changeRoleAction = newsroomAction(
  { input: z.strictObject({ id, role, seen: role }), done: 'people.results.roleSaved' },
  ({ id, role, seen }, { actor }) => changeRole(actor, id, role, seen),
);

export const resetTwoFactorAction = newsroomAction(
  { input: z.strictObject({ id }), done: 'people.results.twoFactorReset' },
  ({ id }, { actor }) => resetColleagueTwoFactor(actor, id),
);

export const setSuspendedAction = newsroomAction(
  { input: z.strictObject({ id, suspended: z.enum(['yes', 'no']) }) },
  async ({ id, suspended }, { actor, t }) => {
    const isSuspended = suspended === 'yes';
    const changed = await setSuspended(actor, id, isSuspended);
    if (!changed.ok) return changed;
    refresh();
    return { ok: true, message: t(`people.results.${isSuspended ? 'suspended' : 'accessRestored'}`) };
  },
);

/** Sends a link to whom it is for; where no email can be sent, shows it to the administrator. */
async function passOn(
  actor: Actor,
  kind: 'invitation' | 'passwordReset',
  { token, email: to, language, role }: { token: string; email: string; language: Language; role?: Actor['role'] },
): Promise<Answer> {
  const t = await getTranslations({ locale: actor.language, namespace: 'people' });
  const link = publicUrl() + accountLinkAddress(token);
  const handouts = [{ label: t('link'), text: link }];
  if (!hasMail()) return { ok: true, message: t('results.passOn', { email: to }), handouts };
  const l = await getTranslations({ locale: language });
  const words = { site: new URL(link).host, link, name: actor.name, role: l(`roles.${role ?? actor.role}`) };
  const sent = await sendMail({
    to,
    subject: l(`emails.${kind}.subject`, words),
    text: l(`emails.${kind}.text`, words),
  });
  if (sent.ok) return { ok: true, message: t('results.linkSent', { email: to }) };
  log().warn({ why: sent.why }, 'an email to a colleague could not be sent');
  return { ok: true, message: t('results.linkNotSent', { email: to }), handouts };
}
