import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Ask, call, type Place } from '#newsroom/deliveries/channels/bluesky/call';

type Failure = Ask & { ok: false };

export type Session = {
  ok: true;
  did: string;
  handle: string;
  /** A query where there is no input, else a procedure. */
  ask(method: string, input?: object, parameters?: Record<string, string>): Promise<Ask>;
  /** A picture for a record; undefined where it could not be stored. */
  upload(bytes: Uint8Array, type: string): Promise<unknown>;
};

const opened = z.object({ did: z.string(), handle: z.string(), accessJwt: z.string(), refreshJwt: z.string() });
const blob = z.object({ blob: z.unknown().optional() });

type Opened = z.infer<typeof opened>;

/**
 * The session of each account, while this process lives: an account may sign in thirty times in five minutes and three
 * hundred times a day, which is less than a newsroom changes stories.
 */
const sessions = new Map<string, Opened>();

function keyOf({ config: { server, name }, secret }: Place): string {
  return createHash('sha256')
    .update(JSON.stringify([server, name, secret]))
    .digest('hex');
}

/**
 * The session that there is, or one by the app password. It is good for two hours: what is refused for that is asked
 * again after the session is renewed.
 */
export async function openSession(account: Place): Promise<Session | Failure> {
  const known = sessions.get(keyOf(account));
  const first = known ? { ok: true as const, ...known } : await signIn(account);
  if (!first.ok) return first;
  let current: Opened = first;

  async function inSession(work: (token: string) => Promise<Ask>): Promise<Ask> {
    const answer = await work(current.accessJwt);
    if (answer.ok || !answer.isSessionOver) return answer;
    const renewed = await renew(account, current);
    if (!renewed.ok) return renewed;
    current = renewed;
    return work(current.accessJwt);
  }

  return {
    ...{ ok: true, did: first.did, handle: first.handle },
    ask: (method, input, parameters = {}) =>
      inSession((token) =>
        call(account, method, { token, parameters, isQuery: !input, ...(input && { body: JSON.stringify(input) }) }),
      ),
    async upload(bytes, type) {
      const stored = await inSession((token) =>
        call(account, 'com.atproto.repo.uploadBlob', { token, body: bytes, type }),
      );
      return stored.ok ? blob.safeParse(stored.result).data?.blob : undefined;
    },
  };
}

/** Opens a session with the app password, whether there is one or not. */
export async function signIn(account: Place): Promise<({ ok: true } & Opened) | Failure> {
  const body = JSON.stringify({ identifier: account.config.name, password: account.secret });
  return remember(account, await call(account, 'com.atproto.server.createSession', { body }));
}

async function renew(account: Place, { refreshJwt }: Opened): Promise<({ ok: true } & Opened) | Failure> {
  const renewed = remember(account, await call(account, 'com.atproto.server.refreshSession', { token: refreshJwt }));
  // Too old for that, or revoked: what the app password is still good for, the server says.
  return renewed.ok || !renewed.isSessionOver ? renewed : signIn(account);
}

function remember(account: Place, answer: Ask): ({ ok: true } & Opened) | Failure {
  if (!answer.ok) return answer;
  const read = opened.safeParse(answer.result);
  if (!read.success) return { ok: false, why: 'no session', isNotThere: false, isSessionOver: false };
  sessions.set(keyOf(account), read.data);
  return { ok: true, ...read.data };
}
