'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { deliveryId, rowNumber } from '#app/admin/form';
import { WEBHOOKS } from '#i18n/admin-addresses';
import { sendAgain, sendTest, stopDelivery } from '#newsroom/deliveries/send-again';
import { STORY_EVENTS } from '#newsroom/deliveries/story-event';
import { deleteDestination, turnDestination } from '#newsroom/deliveries/turn-destination';
import { rotateSecret } from '#newsroom/deliveries/webhook/rotate-secret';
import { changeWebhook, createWebhook } from '#newsroom/deliveries/webhook/save-webhook';
import { languageCode } from '#newsroom/languages/language-code';

const fields = {
  name: z.string().trim().max(100),
  url: z.string().trim().max(2_000),
  events: z.array(z.enum(STORY_EVENTS)).max(STORY_EVENTS.length),
  languages: z.array(languageCode).max(50),
};
const lists = ['events', 'languages'];
const id = rowNumber;

export const createWebhookAction = newsroomAction(
  { input: z.strictObject(fields), lists },
  async (input, { actor, t }) => {
    const created = await createWebhook(actor, input);
    if (!created.ok) return created;
    refresh();
    const handouts = [{ label: t('webhooks.secret'), text: created.secret }];
    return { ok: true, message: t('webhooks.added'), handouts };
  },
);

export const changeWebhookAction = newsroomAction(
  { input: z.strictObject({ id, seen: rowNumber, ...fields }), lists, done: 'webhooks.saved' },
  ({ id: webhook, ...input }, { actor }) => changeWebhook(actor, webhook, input),
);

export const turnWebhookAction = newsroomAction(
  { input: z.strictObject({ id, seen: rowNumber, to: z.enum(['on', 'off']) }) },
  async ({ id: webhook, ...input }, { actor, t }) => {
    const turned = await turnDestination(actor, 'webhook', webhook, input);
    if (!turned.ok) return turned;
    refresh();
    return { ok: true, message: input.to === 'on' ? t('webhooks.turnedOn') : t('webhooks.turnedOff') };
  },
);

export const rotateSecretAction = newsroomAction(
  { input: z.strictObject({ id }) },
  async ({ id: webhook }, { actor, t }) => {
    const rotated = await rotateSecret(actor, webhook);
    if (!rotated.ok) return rotated;
    refresh();
    const handouts = [{ label: t('webhooks.secret'), text: rotated.secret }];
    return { ok: true, message: t('webhooks.rotated'), handouts };
  },
);

export const sendTestAction = newsroomAction(
  { input: z.strictObject({ id }), done: 'webhooks.tested' },
  ({ id: webhook }, { actor }) => sendTest(actor, 'webhook', webhook),
);

export const messageAction = newsroomAction(
  { input: z.strictObject({ id, delivery: deliveryId, do: z.enum(['again', 'stop']) }) },
  async ({ id: webhook, delivery, do: what }, { actor, t }) => {
    const done = await (what === 'again' ? sendAgain : stopDelivery)(actor, 'webhook', webhook, delivery);
    if (!done.ok) return done;
    refresh();
    return { ok: true, message: what === 'again' ? t('deliveries.sentAgain') : t('deliveries.stopped') };
  },
);

export const deleteWebhookAction = newsroomAction(
  { input: z.strictObject({ id, sure: z.literal('yes') }) },
  async ({ id: webhook }, { actor }) => {
    const deleted = await deleteDestination(actor, 'webhook', webhook);
    return deleted.ok ? redirect(WEBHOOKS) : deleted;
  },
);
