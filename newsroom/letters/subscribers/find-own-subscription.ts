import { DEFAULT_LANGUAGE, isLanguage, type Language } from '#i18n/languages';
import { isLetterKind, type LetterKind, type SubscriberState } from '#newsroom/letters/kinds';
import { listLetterKinds } from '#newsroom/letters/settings/find-letter-settings';
import { askedOfToken, CONFIRM_MS, subscriberOfToken } from '#newsroom/letters/subscribers/subscriber-token';
import { SITE } from '#newsroom/surrogate-keys';
import { nowMs } from '#platform/clock';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

// For pages that nobody else gets and that are kept nowhere (server/cache/classify-request.ts).

export type OwnSubscription = {
  address: string;
  language: Language;
  state: SubscriberState;
  kinds: LetterKind[];
  /** What can be had in their language. */
  offered: LetterKind[];
};

/** What somebody has who holds a token; null for none. */
export async function findOwnSubscription(token: string): Promise<OwnSubscription | null> {
  dependOn(SITE);
  const id = subscriberOfToken(token);
  const row = id && (await database().subscriber.findUnique({ where: { id }, include: { subscriptions: true } }));
  if (!row) return null;
  const language = languageOf(row.language);
  return {
    ...{ address: row.address, language, state: row.state as SubscriberState },
    kinds: row.subscriptions.map(({ kind }) => kind).filter(isLetterKind),
    offered: await listLetterKinds(language),
  };
}

function languageOf(code: string): Language {
  return isLanguage(code) ? code : DEFAULT_LANGUAGE;
}

/** What is to be confirmed by a token: null where it is too old, not ours, or no longer what was asked for last. */
export async function findAsked(token: string): Promise<{ address: string; kinds: LetterKind[] } | null> {
  dependOn(SITE);
  const asked = askedOfToken(token);
  if (!asked || nowMs() - asked.askedAt.getTime() > CONFIRM_MS) return null;
  const { subscriberId: id, askedAt } = asked;
  const row = await database().subscriber.findUnique({
    where: { id },
    select: { address: true, askedKinds: true, askedAt: true },
  });
  if (!row || row.askedAt.getTime() !== askedAt.getTime()) return null;
  return { address: row.address, kinds: row.askedKinds.filter(isLetterKind) };
}

/** The language of whoever confirms with a token, for the page that comes next; undefined for no token of ours. */
export async function languageOfConfirmation(token: string): Promise<Language | undefined> {
  const asked = askedOfToken(token);
  const where = asked && { id: asked.subscriberId };
  const row = where && (await database().subscriber.findUnique({ where, select: { language: true } }));
  return row ? languageOf(row.language) : undefined;
}
