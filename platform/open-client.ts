import { Client, type ClientBase, type ClientConfig } from 'pg';
import { type DatabaseHost, type HostTarget, readDatabaseAddress } from '#platform/postgres-address';

/** For how long a host is tried, milliseconds. */
const HOST_LIMIT_MS = 5_000;

export type HostFailure = DatabaseHost & { error: unknown };

/** None of several hosts can be used. Its code is that of the host that got furthest. */
export class NoHost extends Error {
  readonly failures: readonly HostFailure[];
  readonly code: string | undefined;

  constructor(failures: readonly HostFailure[]) {
    const [telling] = failures.toSorted((a, b) => rank(a.error) - rank(b.error));
    super(
      `no host can be used: ${failures.map(({ name, error }) => `${name} ${(error as Error).message}`).join('; ')}`,
      {
        cause: telling?.error,
      },
    );
    this.failures = failures;
    this.code = codeOf(telling?.error);
  }
}

/** A host that is read-only says most: the others are not there. */
function rank(error: unknown): number {
  const code = codeOf(error);
  return code === '25006' ? 0 : /^[0-9A-Z]{5}$/.test(code ?? '') ? 1 : 2;
}

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | undefined)?.code;
}

/** Whether another host may do what this one has failed at: not where name, password or database are wrong. */
export function mayBeElsewhere(error: unknown): boolean {
  return !/^(28|3D)/.test(codeOf(error) ?? '');
}

/**
 * Opens a connection to a database: to the first of its hosts, in turn, that can be connected to and is what the address
 * asks for. Whoever opened it ends it. Throws what pg throws, and NoHost where there are several.
 */
export async function openClient(url: string, config: ClientConfig = {}): Promise<Client> {
  return (await openFirst(url, config)).client;
}

/** The address of the one host that is to be used now, for whoever opens connections by themselves. */
export async function findHost(url: string): Promise<string> {
  const address = readDatabaseAddress(url);
  if (typeof address === 'string') throw new Error(address);
  const [only] = address.hosts;
  if (only && address.hosts.length === 1 && address.target === 'any') return only.url;
  const { client, host } = await openFirst(url, {});
  await client.end().catch(() => {});
  return host.url;
}

async function openFirst(url: string, config: ClientConfig): Promise<{ client: Client; host: DatabaseHost }> {
  const address = readDatabaseAddress(url);
  if (typeof address === 'string') throw new Error(address);
  const { hosts, target } = address;
  const failures: HostFailure[] = [];
  for (const host of hosts) {
    try {
      const limits = { connectionTimeoutMillis: HOST_LIMIT_MS, ...config, connectionString: host.url };
      return { client: await open(limits, target), host };
    } catch (error) {
      if (hosts.length === 1 || !mayBeElsewhere(error)) throw error;
      failures.push({ ...host, error });
    }
  }
  throw new NoHost(failures);
}

async function open(config: ClientConfig, target: HostTarget): Promise<Client> {
  const client = new Client(config);
  // Whoever uses it is told by the next statement that fails.
  client.on('error', () => {});
  try {
    await client.connect();
    await demandTarget(client, target);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** Throws an error with PostgreSQL's own code where a host is not what the address asks for. */
export async function demandTarget(client: ClientBase, target: HostTarget): Promise<void> {
  if (target === 'any') return;
  const asked = target === 'primary' ? 'pg_is_in_recovery()' : "current_setting('transaction_read_only')::boolean";
  const { rows } = await client.query<{ is: boolean }>(`SELECT ${asked} AS is`);
  if (rows[0]?.is) throw Object.assign(new Error('the host is read-only'), { code: '25006' });
}
