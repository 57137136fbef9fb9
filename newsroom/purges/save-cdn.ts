import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { CDNS, type Cdn } from '#newsroom/purges/cdns';
import { cloudflareConfig } from '#newsroom/purges/cloudflare';
import { fastlyConfig } from '#newsroom/purges/fastly';
import { sealToken } from '#newsroom/purges/token';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** What somebody says of a CDN. Without a token the one that is stored stays. */
export type CdnInput = { cdn: Cdn; config: Record<string, string>; token: string; seen: number };

const CONFIGS = { fastly: fastlyConfig, cloudflare: cloudflareConfig } as const;
const TOKEN = /^[\x21-\x7e]{8,500}$/;

/**
 * Sets up a CDN that is told what has changed, or changes how, if it is still of the version `seen`, 0 for none. What it
 * has is dropped at once: nobody has told it of changes before. The token is stored encrypted. Refused for somebody who
 * may not, for names that such a CDN does not have, and without a token where none is stored.
 */
export async function saveCdn(actor: Actor, { cdn, config, token, seen }: CdnInput): Promise<Result> {
  if (!may(actor, 'cdn.edit')) return refuse('not-allowed', 'it');
  const parsed = CONFIGS[cdn].safeParse(config);
  if (!parsed.success) return refuse('invalid', cdn === 'fastly' ? 'fastlyService' : 'cloudflareZone');
  if (token !== '' && !TOKEN.test(token)) return refuse('invalid', 'cdnToken');
  if (token === '' && seen === 0) return refuse('missing', 'cdnToken');
  const secret = token === '' ? null : sealToken(token);
  const saved = await database().$executeRaw`
    WITH saved AS (
      INSERT INTO purge_target (name, kind, config, secret)
      SELECT ${cdn}, ${cdn}, ${JSON.stringify(parsed.data)}::text::jsonb, ${secret}::bytea WHERE ${seen}::int = 0
      ON CONFLICT (name) DO NOTHING
      RETURNING name
    ), changed AS (
      UPDATE purge_target SET config = ${JSON.stringify(parsed.data)}::text::jsonb,
        secret = coalesce(${secret}::bytea, secret), version = version + 1, position = NULL, owed = '[]', owed_at = NULL,
        failures = 0, trouble = NULL, answer = '', answered_at = NULL, lease = NULL, due_at = now(), leased_until = now()
      WHERE name = ${cdn} AND version = ${seen}
      RETURNING name
    )
    ${recordEvent(
      actor,
      'cdn.saved',
      sql`SELECT name, NULL, ${CDNS[cdn]}, '{}' FROM (SELECT name FROM saved UNION ALL SELECT name FROM changed) AS one`,
    )}`;
  return saved === 1 ? { ok: true } : refuse('conflict', 'it');
}

/** Tells a CDN nothing any more, and forgets its token. Refused for somebody who may not, and where it is not set up. */
export async function removeCdn(actor: Actor, cdn: Cdn): Promise<Result> {
  if (!may(actor, 'cdn.edit')) return refuse('not-allowed', 'it');
  const removed = await database().$executeRaw`
    WITH removed AS (DELETE FROM purge_target WHERE name = ${cdn} RETURNING name)
    ${recordEvent(actor, 'cdn.removed', sql`SELECT name, NULL, ${CDNS[cdn]}, '{}' FROM removed`)}`;
  return removed === 1 ? { ok: true } : refuse('not-found', 'cdn');
}
