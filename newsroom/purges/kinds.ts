import { cloudflare } from '#newsroom/purges/cloudflare';
import { fastly } from '#newsroom/purges/fastly';
import type { PurgeKind } from '#newsroom/purges/purge-target';
import { varnish } from '#newsroom/purges/varnish';

/** Every kind of purge target. A new one is a file and a line here. */
const PURGE_KINDS = { varnish, fastly, cloudflare } as const satisfies Record<string, PurgeKind>;

/** The kind of a name; undefined for one that only another version knows. */
export function purgeKind(name: string): PurgeKind | undefined {
  return Object.hasOwn(PURGE_KINDS, name) ? PURGE_KINDS[name as keyof typeof PURGE_KINDS] : undefined;
}
