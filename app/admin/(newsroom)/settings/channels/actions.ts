'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { deliveryId, rowNumber, ticked } from '#app/admin/form';
import { CHANNELS } from '#i18n/admin-addresses';
import { confirmPost } from '#newsroom/deliveries/channels/confirm-post';
import { type ChannelInput, changeChannel, createChannel } from '#newsroom/deliveries/channels/save-channel';
import { settleDelivery } from '#newsroom/deliveries/channels/settle-delivery';
import { sendAgain, sendTest, stopDelivery } from '#newsroom/deliveries/send-again';
import { deleteDestination, turnDestination } from '#newsroom/deliveries/turn-destination';
import { languageCode } from '#newsroom/languages/language-code';

const line = z.string().trim().max(300);
const hour = z.string().regex(/^(|\d{1,2})$/);
const common = {
  name: z.string().trim().max(100),
  secret: z.string().trim().max(500),
  languages: z.array(languageCode).max(50),
  newsMinutes: z.string().trim().max(10),
};
const telegram = {
  kind: z.literal('telegram'),
  chat: line,
  hasPictures: ticked,
  ...{ quietFrom: hour, quietUntil: hour },
};
const mastodon = { kind: z.literal('mastodon'), server: line, longest: z.string().trim().max(10) };
const bluesky = { kind: z.literal('bluesky'), server: line, handle: line };
const lists = ['languages'];
const id = rowNumber;

const added = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, ...telegram }),
  z.strictObject({ ...common, ...mastodon }),
  z.strictObject({ ...common, ...bluesky }),
]);
const known = { id, seen: rowNumber };
const changed = z.discriminatedUnion('kind', [
  z.strictObject({ ...known, ...common, ...telegram }),
  z.strictObject({ ...known, ...common, ...mastodon }),
  z.strictObject({ ...known, ...common, ...bluesky }),
]);

type Fields = z.infer<typeof added>;

/** What is no number is refused with the field that it is in (save-channel.ts). */
function inputOf(fields: Fields): ChannelInput {
  const { kind, name, secret, languages, newsMinutes } = fields;
  return { kind, name, secret, languages, config: { newsMinutes: numberIn(newsMinutes), ...ownOf(fields) } };
}

function ownOf(fields: Fields): Record<string, unknown> {
  switch (fields.kind) {
    case 'telegram': {
      const { chat, hasPictures, quietFrom, quietUntil } = fields;
      const isLoud = quietFrom === '' && quietUntil === '';
      return { chat, hasPictures, quietHours: isLoud ? null : [quietFrom, quietUntil].map(numberIn) };
    }
    case 'mastodon':
      return { server: fields.server, longest: numberIn(fields.longest) };
    case 'bluesky':
      return { server: fields.server, name: fields.handle.replace(/^@/, '') };
  }
}

function numberIn(text: string): number {
  return text === '' ? Number.NaN : Number(text);
}

export const createChannelAction = newsroomAction(
  { input: added, lists, done: 'channels.added' },
  (fields, { actor }) => createChannel(actor, inputOf(fields)),
);

export const changeChannelAction = newsroomAction(
  { input: changed, lists, done: 'channels.saved' },
  ({ id: channel, seen, ...fields }, { actor }) => changeChannel(actor, channel, { seen, ...inputOf(fields) }),
);

export const turnChannelAction = newsroomAction(
  { input: z.strictObject({ id, seen: rowNumber, to: z.enum(['on', 'off']) }) },
  async ({ id: channel, ...input }, { actor, t }) => {
    const turned = await turnDestination(actor, 'channel', channel, input);
    if (!turned.ok) return turned;
    refresh();
    return { ok: true, message: input.to === 'on' ? t('channels.turnedOn') : t('channels.turnedOff') };
  },
);

export const checkAccessAction = newsroomAction(
  { input: z.strictObject({ id }), done: 'channels.tested' },
  ({ id: channel }, { actor }) => sendTest(actor, 'channel', channel),
);

const SAID = { again: 'sentAgain', stop: 'stopped', there: 'isThere', absent: 'isAbsent' } as const;

export const messageAction = newsroomAction(
  {
    input: z.strictObject({
      id,
      delivery: deliveryId,
      do: z.enum(['again', 'stop', 'there', 'absent']),
      link: line.default(''),
    }),
  },
  async ({ id: channel, delivery, do: what, link }, { actor, t }) => {
    const acts = {
      again: () => sendAgain(actor, 'channel', channel, delivery),
      stop: () => stopDelivery(actor, 'channel', channel, delivery),
      there: () => confirmPost(actor, channel, delivery, link),
      absent: () => settleDelivery(actor, channel, delivery, { state: 'waiting' }),
    };
    const done = await acts[what]();
    if (!done.ok) return done;
    refresh();
    return { ok: true, message: t(`deliveries.${SAID[what]}`) };
  },
);

export const deleteChannelAction = newsroomAction(
  { input: z.strictObject({ id, sure: z.literal('yes') }) },
  async ({ id: channel }, { actor }) => {
    const deleted = await deleteDestination(actor, 'channel', channel);
    return deleted.ok ? redirect(CHANNELS) : deleted;
  },
);
