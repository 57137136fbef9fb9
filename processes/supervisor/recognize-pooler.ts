import { randomBytes } from 'node:crypto';
import { type Client, DatabaseError } from 'pg';
import { openClient } from '#platform/open-client';

export type Pooler = {
  /** Whether the statements of one connection go to several sessions of PostgreSQL. */
  isPooler: boolean;
  /** Whether it takes named statements along. */
  keepsNames: boolean;
};

/** With a pooler whose turns are unlucky it takes more than one. */
const ROUNDS = 4;
/** A pooler lets connect, and then wait, whom it has no session for, milliseconds. */
const LIMIT_MS = 5_000;

/**
 * Looks whether an address leads to a pooler in transaction mode: by a connection whose session changes while another
 * one has a transaction open, or is the very one that the other has. PostgreSQL itself, and a pooler in session mode,
 * give each connection its own. Changes nothing. Throws what pg throws.
 */
export async function recognizePooler(url: string): Promise<Pooler> {
  const clients: Client[] = [];
  try {
    for (let count = 0; count < 2; count++) clients.push(await openClient(url, { query_timeout: LIMIT_MS }));
    const [one, other] = clients as [Client, Client];
    // A name that no earlier attempt has left in a session.
    const name = `portal_${randomBytes(6).toString('hex')}`;
    let isPooler = false;
    for (let round = 0; round < ROUNDS; round++) {
      const found = await playRound(one, other, name);
      if (found === 'refused') return { isPooler: true, keepsNames: false };
      if (found === 'moved') return { isPooler: true, keepsNames: true };
      isPooler ||= found === 'shared';
      // Only a pooler makes up the number of the session that it names at connecting.
      if (found === 'own' && (one as Client & { processID?: number }).processID === (await sessionOf(one))) break;
    }
    return { isPooler, keepsNames: !isPooler };
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
  }
}

/**
 * What a round has shown: `refused` a named statement, by a session that does not know it, or for want of a session;
 * `moved`, known to another session than the one that prepared it; `shared`, the session of one connection given to the other; `own`, nothing.
 */
async function playRound(one: Client, other: Client, name: string): Promise<'refused' | 'moved' | 'shared' | 'own'> {
  let isShared = false;
  try {
    const before = await sessionOf(one, name);
    // One that gives its sessions by turns has this one ready again after the other's turn.
    if ((await sessionOf(one, name)) !== before) return 'moved';
    await other.query('BEGIN');
    isShared = (await sessionOf(other)) === before;
    const after = await sessionOf(one, name);
    if (after !== before) return 'moved';
    return isShared ? 'shared' : 'own';
  } catch (error) {
    // “prepared statement … does not exist”, “… already exists”.
    const isRefused = error instanceof DatabaseError && /^(26000|42P05)$/.test(error.code ?? '');
    // A pooler with one session has given it to the other connection, and lets this one wait.
    if (isRefused || isShared) return 'refused';
    throw error;
  } finally {
    await other.query('ROLLBACK').catch(() => {});
  }
}

async function sessionOf(client: Client, name = ''): Promise<number> {
  const { rows } = await client.query<{ pid: number }>({ name, text: 'SELECT pg_backend_pid() AS pid' });
  return Number(rows[0]?.pid);
}
