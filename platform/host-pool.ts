import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { demandTarget, type HostFailure, mayBeElsewhere, NoHost } from '#platform/open-client';
import { type DatabaseAddress, readDatabaseAddress } from '#platform/postgres-address';

type Connected = (
  error: Error | undefined,
  client: PoolClient | undefined,
  done: (release?: Error | boolean) => void,
) => void;

/** pg's errors that say nothing about a host: nobody has given a connection back, or the pool has been closed. */
const OWN = /^(timeout exceeded when trying to connect|Cannot use a pool after calling end on the pool)$/;

/**
 * A pool of connections to whichever of several hosts is the one to be used. A new connection goes to the host of those
 * before; where that cannot be connected to, or is not what the address asks for, to the next, each once. So a pool
 * finds the new primary after a failover. A statement is never sent again: it may have been done.
 */
class HostPool extends Pool {
  readonly #hosts: DatabaseAddress['hosts'];
  #current = 0;

  constructor({ hosts, target }: DatabaseAddress, config: PoolConfig) {
    super({
      ...config,
      connectionString: hosts[0]?.url,
      onConnect: async (client) => {
        await demandTarget(client, target);
        await config.onConnect?.(client);
      },
    });
    this.#hosts = hosts;
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | undefined {
    const connected = this.#connectInTurn();
    if (!callback) return connected;
    connected.then(
      (client) => callback(undefined, client, client.release),
      (error: Error) => callback(error, undefined, () => {}),
    );
    return undefined;
  }

  async #connectInTurn(): Promise<PoolClient> {
    const failures: HostFailure[] = [];
    for (;;) {
      const tried = this.#current;
      try {
        return await super.connect();
      } catch (error) {
        if (OWN.test((error as Error).message) || !mayBeElsewhere(error)) throw error;
        const { name = '', url = '' } = this.#hosts[tried] ?? {};
        failures.push({ name, url, error });
        // Of many that fail together the first has moved on for all.
        if (this.#current === tried) this.#use((tried + 1) % this.#hosts.length);
        if (failures.length >= this.#hosts.length) throw this.#hosts.length > 1 ? new NoHost(failures) : error;
      }
    }
  }

  #use(index: number): void {
    this.#current = index;
    // pg reads it for every new connection.
    Object.assign(this.options, { connectionString: this.#hosts[index]?.url });
  }
}

/** A pool of connections to a database, whose address may have several hosts. */
export function createPool(url: string, config: PoolConfig): Pool {
  const address = readDatabaseAddress(url);
  // pg says what is wrong with an address, at the first connection.
  if (typeof address === 'string') return new Pool({ ...config, connectionString: url });
  const [first] = address.hosts;
  if (address.hosts.length === 1 && address.target === 'any')
    return new Pool({ ...config, connectionString: first?.url });
  return new HostPool(address, config);
}
