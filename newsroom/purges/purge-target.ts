import type { EVERYTHING } from '#newsroom/surrogate-keys';
import type { Door } from '#platform/http-client';

/** A purge target as it is told. */
export type OpenTarget = {
  name: string;
  kind: string;
  config: unknown;
  /** Encrypted. */
  secret: Uint8Array | null;
};

/** What one call purges: surrogate keys, or all there is. */
export type Purged = readonly string[] | typeof EVERYTHING;

/** What is wrong with a target: its token is refused; its token cannot be read here; anything else. */
export type PurgeTrouble = 'token' | 'secret' | 'failed';

/** What came of a call. `answer` is what the other side said, or why it could not be reached. */
export type PurgeOutcome =
  | { ok: true; answer: string }
  | { ok: false; answer: string; trouble: PurgeTrouble; retryAfterSeconds?: number };

/** Where the outside world is; tests have one of their own on this machine. */
export type Outside = { door?: Door; fastly?: string; cloudflare?: string };

/** Calls that may be made: one in each interval, and so many at once where none was made for long. */
type Rate = { intervalMs: number; burst: number };

export type PurgeKind = {
  /** More keys than that are told as everything. */
  mostKeys: number;
  /** When it is told again besides the last time, milliseconds after the first (newsroom/purges/purge-due.ts). */
  againMs: readonly number[];
  /** Makes calls of keys, as many in each as it may have. */
  callsFor(keys: readonly string[], config: unknown): Purged[];
  /** How many calls are allowed; null for any number. */
  rateOf(config: unknown): Rate | null;
  /** Makes one call; never throws for what the other side does. */
  purge(target: OpenTarget, purged: Purged, outside: Outside): Promise<PurgeOutcome>;
};
