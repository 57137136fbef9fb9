'use server';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { ticked } from '#app/admin/form';
import { renewPushKeys, savePushSettings } from '#newsroom/push/save-push-settings';
import { sendTestPush } from '#newsroom/push/send-test';

const hour = z.string().regex(/^(|\d{1,2})$/);

/** What is no number is refused with the field that it is in (save-push-settings.ts). */
function numberIn(text: string): number {
  return text === '' ? Number.NaN : Number(text);
}

export const savePushSettingsAction = newsroomAction(
  {
    input: z.strictObject({
      // Before anybody has set it up there is no version.
      seen: z.coerce.number().int().min(0).max(2_147_483_647),
      isOn: ticked,
      contact: z.string().trim().max(300),
      mostADay: z.string().trim().max(10),
      ...{ quietFrom: hour, quietUntil: hour },
      urgentAlways: ticked,
    }),
    done: 'push.saved',
  },
  ({ mostADay, quietFrom, quietUntil, ...input }, { actor }) =>
    savePushSettings(actor, {
      ...input,
      mostADay: numberIn(mostADay),
      quietHours: quietFrom === '' && quietUntil === '' ? null : [numberIn(quietFrom), numberIn(quietUntil)],
    }),
);

const part = z.string().max(1_000);

export const testPushAction = newsroomAction(
  { input: z.strictObject({ endpoint: part, p256dh: part, auth: part }) },
  async (device, { actor, t }) => {
    const tested = await sendTestPush(actor, device, t('push.testText'));
    if (!tested.ok) return tested;
    const { outcome } = tested;
    return outcome.kind === 'taken'
      ? { ok: true, message: t('push.testSent') }
      : { ok: false, message: t('push.testFailed', { answer: outcome.answer.slice(0, 300) }) };
  },
);

export const renewPushKeysAction = newsroomAction(
  { input: z.strictObject({ key: z.literal('keys'), sure: z.literal('yes') }), done: 'push.keysRenewed' },
  (_, { actor }) => renewPushKeys(actor),
);
