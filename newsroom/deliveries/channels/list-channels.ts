import { CHANNEL_KINDS, type ChannelKind } from '#newsroom/deliveries/channels/channels';
import { isOfGroup } from '#newsroom/deliveries/destination-groups';
import { OPEN } from '#newsroom/deliveries/lease';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, type Sql, sql } from '#platform/database';

/** A channel as the newsroom shows it, without its secret. */
export type ListedChannel = {
  id: number;
  kind: ChannelKind;
  name: string;
  config: Record<string, unknown>;
  languages: string[];
  state: 'on' | 'off' | 'gone';
  version: number;
  createdAt: Date;
  createdBy: string;
  /** How many deliveries are still to be made. */
  open: number;
  /** Whether it knows a message that it has already; what was perhaps sent to one that does not waits for an answer. */
  repeats: boolean;
  /** How many wait for somebody to say whether they were sent. */
  unsettled: number;
  /** Times in a row that it could not be reached. */
  failures: number;
  /** What it said last. */
  answer: string;
};

/** More deliveries than so many are not counted. */
const COUNTED = 1_000;

/** All channels, by name; nothing for somebody who may not see them. There are fifty at most. */
export async function listChannels(actor: Actor): Promise<ListedChannel[]> {
  return may(actor, 'channel.edit') ? select(sql`true`) : [];
}

/** One of them; null where there is none, or for somebody who may not see it. */
export async function findChannel(actor: Actor, id: number): Promise<ListedChannel | null> {
  if (!may(actor, 'channel.edit')) return null;
  const [found = null] = await select(sql`d.id = ${id}`);
  return found;
}

function select(condition: Sql): Promise<ListedChannel[]> {
  return database().$queryRaw<ListedChannel[]>`
    SELECT d.id, d.kind, d.name, d.config, d.languages, d.state, d.version, d.repeats,
      d.created_at AS "createdAt", coalesce(actor_name(d.created_by_id), '') AS "createdBy", d.failures,
      (SELECT count(*)::int FROM (
        SELECT FROM delivery x WHERE x.destination_id = d.id AND x.state IN ${OPEN} LIMIT ${COUNTED}
      ) AS counted) AS open,
      (SELECT count(*)::int FROM (
        SELECT FROM delivery x WHERE x.destination_id = d.id AND x.state = 'maybe_sent' AND NOT d.repeats LIMIT ${COUNTED}
      ) AS counted) AS unsettled,
      coalesce((
        SELECT x.answer FROM delivery x WHERE x.destination_id = d.id AND x.tries > 0 ORDER BY x.id DESC LIMIT 1
      ), '') AS answer
    FROM destination d WHERE ${isOfGroup('channel')} AND ${condition}
    ORDER BY lower(d.name), d.id`;
}

/** What a channel shows of a story, or will show. */
export type StoryInChannel = {
  channelId: number;
  kind: ChannelKind;
  config: unknown;
  name: string;
  isOn: boolean;
  repeats: boolean;
  /** posted, edited, withdrawn; null where it shows nothing of it. */
  state: 'posted' | 'edited' | 'withdrawn' | null;
  url: string;
  postedAt: Date | null;
  changedAt: Date | null;
  /** What waits for an answer of somebody, or else what is open or came of the last delivery. */
  delivery: { id: string; state: string; answer: string; tries: number } | null;
  /** What somebody has written for it; empty where nobody has. */
  text: string;
  isLeftOut: boolean;
  version: number;
};

/** Each channel of an article's language with what it shows of it; nothing for somebody who may not publish. */
export async function listChannelsOfArticle(actor: Actor, articleId: number): Promise<StoryInChannel[]> {
  if (!may(actor, 'article.publish')) return [];
  return database().$queryRaw<StoryInChannel[]>`
    SELECT d.id AS "channelId", d.kind, d.config, d.name, d.state = 'on' AS "isOn", d.repeats,
      p.state, coalesce(p.url, '') AS url, p.posted_at AS "postedAt", p.changed_at AS "changedAt",
      last.delivery, coalesce(t.text, '') AS text, coalesce(t.is_left_out, false) AS "isLeftOut",
      coalesce(t.version, 0) AS version
    FROM article a JOIN destination d ON d.kind = ANY (${CHANNEL_KINDS}::text[]) AND a.language = ANY (d.languages)
      LEFT JOIN channel_post p ON p.destination_id = d.id AND p.article_id = a.id
      LEFT JOIN channel_text t ON t.destination_id = d.id AND t.article_id = a.id
      LEFT JOIN LATERAL (
        SELECT jsonb_build_object('id', x.id::text, 'state', x.state, 'answer', x.answer, 'tries', x.tries) AS delivery
        FROM delivery x WHERE x.article_id = a.id AND x.destination_id = d.id
        ORDER BY (x.state = 'maybe_sent') DESC, x.id DESC LIMIT 1
      ) AS last ON true
    WHERE a.id = ${articleId}
    ORDER BY lower(d.name), d.id`;
}
