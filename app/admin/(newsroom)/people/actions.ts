'use server';
import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { fieldsOf, signedOut } from '#app/admin/form';
import { sameOriginActor } from '#app/admin/gate';
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
const email = z.email().max(320);
const invitation = z.strictObject({
  email: z.string().transform(emailOf).pipe(email),
  role,
  language: newsroomLanguageCode,
});
const roleOf = z.strictObject({ id, role });
const suspensionOf = z.strictObject({ id, suspended: z.enum(['yes', 'no']) });

/** Makes an invitation, and sends it or shows its link. */
export async function invite(_: unknown, data: FormData): Promise<Answer> {
  return acted(async (actor) => {
    const read = invitation.safeParse(fieldsOf(data));
    if (!read.success) return 'badInvitation';
    const made = await inviteColleague(actor, read.data);
    return made.ok ? handOn(actor, 'invitation', { ...read.data, token: made.token }) : made.why;
  });
}

/** Makes a link to a new password for a colleague, and sends it or shows it. */
export async function createResetLinkAction(_: unknown, data: FormData): Promise<Answer> {
  return acted(async (actor) => {
    const read = z.strictObject({ id }).safeParse(fieldsOf(data));
    const made = read.success
      ? await createColleagueResetLink(actor, read.data.id)
      : ({ ok: false, why: 'gone' } as const);
    return made.ok ? handOn(actor, 'passwordReset', made) : made.why;
  });
}

export async function revokeInvitationAction(_: unknown, data: FormData): Promise<Answer> {
  return acted(async (actor) => {
    const read = z.strictObject({ email }).safeParse(fieldsOf(data));
    const done = read.success ? await revokeInvitation(actor, read.data.email) : ({ ok: false, why: 'gone' } as const);
    return done.ok ? 'revoked' : done.why;
  });
}

export async function changeRoleAction(_: unknown, data: FormData): Promise<Answer> {
  return acted(async (actor) => {
    const read = roleOf.safeParse(fieldsOf(data));
    const done = read.success
      ? await changeRole(actor, read.data.id, read.data.role)
      : ({ ok: false, why: 'gone' } as const);
    return done.ok ? 'roleSaved' : done.why;
  });
}

export async function resetTwoFactorAction(_: unknown, data: FormData): Promise<Answer> {
  return acted(async (actor) => {
    const read = z.strictObject({ id }).safeParse(fieldsOf(data));
    const done = read.success
      ? await resetColleagueTwoFactor(actor, read.data.id)
      : ({ ok: false, why: 'gone' } as const);
    return done.ok ? 'twoFactorReset' : done.why;
  });
}

export async function changeSuspension(_: unknown, data: FormData): Promise<Answer> {
  return acted(async (actor) => {
    const read = suspensionOf.safeParse(fieldsOf(data));
    if (!read.success) return 'gone';
    const isSuspended = read.data.suspended === 'yes';
    const done = await setSuspended(actor, read.data.id, isSuspended);
    if (!done.ok) return done.why;
    return isSuspended ? 'suspended' : 'accessRestored';
  });
}

const SUCCESSES = ['roleSaved', 'suspended', 'accessRestored', 'twoFactorReset', 'revoked'] as const;
type Outcome = (typeof SUCCESSES)[number] | 'not-allowed' | 'self' | 'gone' | 'taken' | 'badInvitation';

async function acted(work: (actor: Actor) => Promise<Outcome | Answer>): Promise<Answer> {
  const actor = await sameOriginActor();
  if (!actor) return signedOut();
  const outcome = await work(actor);
  // What the list shows has changed, or was not what it is.
  refresh();
  if (typeof outcome !== 'string') return outcome;
  const t = await getTranslations({ locale: actor.language, namespace: 'people' });
  return { ok: (SUCCESSES as readonly string[]).includes(outcome), message: t(`results.${outcome}`) };
}

/** A letter to whom the link is for; where none can be sent, the link for the administrator to hand on. */
async function handOn(
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
  log().warn({ why: sent.why }, 'a letter to one of the staff could not be sent');
  return { ok: true, message: t('results.linkNotSent', { email: to }), handouts };
}
