'use server';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { ticked } from '#app/admin/form';
import { LETTER_REPORTS } from '#i18n/addresses';
import { LANGUAGE_CODES } from '#i18n/languages';
import { LETTER_KINDS } from '#newsroom/letters/kinds';
import { NO_PLAN } from '#newsroom/letters/settings/letter-settings';
import { makeReportWord } from '#newsroom/letters/settings/report-word';
import { saveLetterSettings } from '#newsroom/letters/settings/save-letter-settings';
import { sendTestLetter } from '#newsroom/letters/writing/preview-letter';
import { publicUrl } from '#platform/env';

const address = z.string().trim().max(254);

/** `plan.en.daily.time` and the like, for every language and kind; alerts have no time. */
const planFields: Record<`plan.${string}`, z.ZodType> = Object.fromEntries(
  LANGUAGE_CODES.flatMap((language) =>
    LETTER_KINDS.flatMap((kind) => [
      [`plan.${language}.${kind}.isOn`, ticked],
      [`plan.${language}.${kind}.waits`, ticked],
      [`plan.${language}.${kind}.senderName`, z.string().trim().max(100)],
      [
        `plan.${language}.${kind}.time`,
        z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
          .optional(),
      ],
      [`plan.${language}.${kind}.weekday`, z.coerce.number().int().min(1).max(7).optional()],
    ]),
  ),
);

const form = z.strictObject({
  seen: z.coerce.number().int().min(0).max(2_147_483_647),
  ...{ isOn: ticked, signs: ticked },
  ...{ senderAddress: address, replyTo: address, returnPath: address },
  postalAddress: z.string().trim().max(300),
  perMinute: z.coerce.number().int().min(1).max(6_000),
  ...{ smtp: z.string().trim().max(500), mailbox: z.string().trim().max(500) },
  ...{ removesSmtp: ticked, removesMailbox: ticked },
  ...planFields,
});

export const saveLetterSettingsAction = newsroomAction(
  { input: form, done: 'newsletters.settings.saved' },
  (given, { actor }) => {
    const { seen, isOn, signs, senderAddress, replyTo, returnPath, postalAddress, perMinute } = given;
    const { smtp, mailbox, removesSmtp, removesMailbox } = given;
    const fields: Record<string, unknown> = given;
    const plans = LANGUAGE_CODES.flatMap((language) =>
      LETTER_KINDS.map((kind) => {
        const field = (name: string) => fields[`plan.${language}.${kind}.${name}`];
        return {
          ...{ language, kind, isOn: field('isOn') === true, waits: field('waits') === true },
          minute: minuteOf(field('time')),
          weekday: Number(field('weekday') ?? NO_PLAN.weekday),
          senderName: String(field('senderName') ?? ''),
        };
      }),
    );
    return saveLetterSettings(actor, {
      ...{ seen, isOn, signs, senderAddress, replyTo, returnPath, postalAddress, perMinute },
      ...{ smtp, mailbox, removesSmtp, removesMailbox, plans },
    });
  },
);

function minuteOf(time: unknown): number {
  const [hours, minutes] = typeof time === 'string' ? time.split(':').map(Number) : [];
  return hours === undefined || minutes === undefined ? NO_PLAN.minute : hours * 60 + minutes;
}

export const testSettingsAction = newsroomAction({ input: z.strictObject({}) }, async (_, { actor, t }) => {
  const words = { subject: t('newsletters.test.settingsSubject'), text: t('newsletters.test.settingsText') };
  const tested = await sendTestLetter(actor, null, words);
  if (!tested.ok) return tested;
  const { isSent, address: to, answer } = tested;
  return {
    ok: isSent,
    message: t(isSent ? 'newsletters.test.sent' : 'newsletters.test.refused', { address: to, answer }),
  };
});

export const makeReportWordAction = newsroomAction({ input: z.strictObject({}) }, async (_, { actor, t }) => {
  const made = await makeReportWord(actor);
  if (!made.ok) return made;
  return {
    ok: true,
    message: t('newsletters.reports.made', { address: publicUrl() + LETTER_REPORTS }),
    handouts: [{ label: t('newsletters.reports.word'), text: made.word }],
  };
});
