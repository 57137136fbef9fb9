'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { refuseWrongPassword } from '#app/admin/own-password';
import { privacyPersonAddress } from '#i18n/admin-addresses';
import { saveActivityYears } from '#newsroom/audit/activity-years';
import { may } from '#newsroom/permissions/permissions';
import { erasePerson } from '#newsroom/privacy/erase-person';
import { openEmail, sealEmail } from '#newsroom/privacy/sealed-email';
import { refuse } from '#newsroom/result';
import { emailOf } from '#newsroom/staff/token-link';

const email = z.string().transform(emailOf).pipe(z.email().max(320));

/** Leads to what there is of somebody. The address comes in the body: no log has it, as it would have a query. */
export const findPersonAction = newsroomAction({ input: z.strictObject({ email }) }, async ({ email }, { actor }) =>
  may(actor, 'privacy.manage') ? redirect(privacyPersonAddress(sealEmail(email))) : refuse('not-allowed', 'it'),
);

/** Erases somebody, for whoever says their own password once more. */
export const erasePersonAction = newsroomAction(
  {
    input: z.strictObject({
      person: z.string().max(1_000),
      password: z.string().max(1_000),
      sure: z.literal('yes'),
    }),
  },
  async ({ person, password }, { actor, t }) => {
    const email = openEmail(person);
    if (!email) return refuse('not-found', 'personalData');
    if (!may(actor, 'privacy.manage')) return refuse('not-allowed', 'it');
    const refused = await refuseWrongPassword(actor, password);
    if (refused) return refused;
    const erased = await erasePerson(actor, email);
    if (!erased.ok) return erased;
    refresh();
    return { ok: true, message: t('privacy.erase.done', { rows: erased.rows }) };
  },
);

/** Says how long the activity log is kept. */
export const saveActivityYearsAction = newsroomAction(
  { input: z.strictObject({ years: z.coerce.number() }) },
  async ({ years }, { actor, t }) => {
    const saved = await saveActivityYears(actor, years);
    if (!saved.ok) return saved;
    refresh();
    return { ok: true, message: t('privacy.activity.saved', { years }) };
  },
);
