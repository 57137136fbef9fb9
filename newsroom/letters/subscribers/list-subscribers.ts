import { DEFAULT_LANGUAGE, isLanguage, type Language } from '#i18n/languages';
import { isLetterKind, type LetterKind, type SubscriberState } from '#newsroom/letters/kinds';
import { hashOfAddress, parseMailAddress } from '#newsroom/letters/subscribers/mail-address';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

export type ListedSubscriber = {
  id: string;
  address: string;
  language: Language;
  state: SubscriberState;
  kinds: LetterKind[];
  createdAt: Date;
};

type Asked = { matching: string; before?: { createdAt: Date; id: string } | undefined; limit: number };

/** Subscribers whose address begins with `matching`, the newest first; null for somebody who may not see them. */
export async function listSubscribers(
  actor: Actor,
  { matching, before, limit }: Asked,
): Promise<{ subscribers: ListedSubscriber[]; next: { createdAt: Date; id: string } | null } | null> {
  if (!may(actor, 'subscriber.manage')) return null;
  const from = matching.trim().toLowerCase();
  const rows = await database().$queryRaw<ListedSubscriber[]>`
    SELECT s.id, s.address, s.language, s.state, s.created_at AS "createdAt",
      ARRAY(SELECT kind FROM subscription n WHERE n.subscriber_id = s.id ORDER BY kind) AS kinds
    FROM subscriber s
    WHERE ${from === '' ? sql`true` : sql`s.address LIKE ${`${from.replace(/[\\%_]/g, '\\$&')}%`}`}
      AND ${before ? sql`(s.created_at, s.id) < (${before.createdAt}::timestamptz, ${before.id}::uuid)` : sql`true`}
    ORDER BY s.created_at DESC, s.id DESC LIMIT ${limit + 1}`;
  const subscribers = rows.slice(0, limit).map(known);
  const last = rows.length > limit ? subscribers.at(-1) : undefined;
  return { subscribers, next: last ? { createdAt: last.createdAt, id: last.id } : null };
}

/** In a language that the site no longer has they are shown in its default one. */
function known(row: ListedSubscriber): ListedSubscriber {
  const language = isLanguage(row.language) ? row.language : DEFAULT_LANGUAGE;
  return { ...row, language, kinds: row.kinds.filter(isLetterKind) };
}

export type ConsentEntry = {
  at: Date;
  act: string;
  kinds: string[];
  language: string;
  words: string;
  place: string;
  network: string;
};

/** A subscriber with all that they have agreed to; null for somebody who may not see that, and where there is none. */
export async function findSubscriber(
  actor: Actor,
  id: string,
): Promise<(ListedSubscriber & { consents: ConsentEntry[] }) | null> {
  if (!may(actor, 'subscriber.manage')) return null;
  const row = await database().subscriber.findUnique({
    where: { id },
    include: { subscriptions: true, consents: { orderBy: { id: 'asc' } } },
  });
  if (!row) return null;
  const { address, createdAt, consents } = row;
  const kinds = row.subscriptions.map(({ kind }) => kind) as LetterKind[];
  const listed = known({
    id,
    address,
    createdAt,
    kinds,
    language: row.language as Language,
    state: row.state as SubscriberState,
  });
  return { ...listed, consents };
}

/** Why an address gets no letters; null where nothing is against it, or where it is no address. */
export async function findSuppression(actor: Actor, text: string): Promise<{ reason: string; at: Date } | null> {
  const parsed = may(actor, 'subscriber.manage') ? parseMailAddress(text) : undefined;
  if (!parsed) return null;
  const where = { hash: hashOfAddress(parsed.address) };
  return database().suppressedAddress.findUnique({ where, select: { reason: true, at: true } });
}
