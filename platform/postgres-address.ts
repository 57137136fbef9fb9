import { readEnvironment } from '#platform/env';

/** What a host must be to be connected to, by libpq's names; the portal writes, so that it has no use for the others. */
const TARGETS = ['any', 'read-write', 'primary'] as const;
export type HostTarget = (typeof TARGETS)[number];

export type DatabaseHost = {
  /** As people name it: host:port, or the folder of a socket. */ name: string;
  url: string;
};

export type DatabaseAddress = { hosts: DatabaseHost[]; target: HostTarget };

/**
 * The hosts of a database's address, each with an address of its own, and what the one to be used must be: libpq's
 * `postgres://user:password@a:5432,b:5432/name?target_session_attrs=read-write`, which pg does not know. A string says
 * what is wrong with it; it has nothing of the address, which holds a password.
 */
export function readDatabaseAddress(url: string): DatabaseAddress | string {
  const parts = /^(postgres(?:ql)?:\/\/)([^/?#]*)([^?#]*)\??([^#]*)/.exec(url);
  if (!parts) {
    const other = URL.parse(url);
    return other ? { hosts: [{ name: other.pathname, url }], target: 'any' } : NO_ADDRESS;
  }
  const [, scheme = '', authority = '', path = '', query] = parts;
  const parameters = new URLSearchParams(query);
  const target = TARGETS.find((one) => one === (parameters.get('target_session_attrs') || 'any'));
  if (!target) return `target_session_attrs is ${TARGETS.join(', ')}: the portal writes to its database`;
  const at = authority.lastIndexOf('@') + 1;
  const named = parameters.get('host')?.split(',') ?? authority.slice(at).split(',');
  const ports = parameters.get('port')?.split(',') ?? [];
  if (ports.length > 1 && ports.length !== named.length) return 'there are not as many ports as hosts';
  const isPlain = named.length === 1 && !parameters.has('target_session_attrs');
  const hosts = named.map((one, index) => {
    const host = withPort(one, ports[index] ?? ports[0]);
    if (isPlain && URL.canParse(url)) return { name: host.name, url };
    const own = new URLSearchParams(query);
    for (const name of ['target_session_attrs', 'host', 'port']) own.delete(name);
    if (host.folder) own.set('host', host.folder);
    if (host.folder && host.port) own.set('port', host.port);
    const after = own.size > 0 ? `?${own}` : '';
    const place = host.folder ? 'localhost' : host.name;
    return { name: host.name, url: `${scheme}${authority.slice(0, at)}${place}${path}${after}` };
  });
  return hosts.every((host) => URL.canParse(host.url)) ? { hosts, target } : NO_ADDRESS;
}

const NO_ADDRESS = 'it is not a database address';

function withPort(text: string, port: string | undefined): { name: string; folder?: string; port?: string } {
  const host = decodeURIComponent(text);
  if (host.startsWith('/')) return { name: host, folder: host, ...(port && { port }) };
  const [, name = host, own] = /^(.*?)(?::(\d*))?$/.exec(/^[^[].*:.*:/.test(host) ? `[${host}]` : host) ?? [];
  return { name: `${name || 'localhost'}:${own || port || 5432}` };
}

/**
 * Where PostgreSQL itself is, for whatever needs a session of its own: notifications, locks of a session, migrations,
 * limits of one's own. DATABASE_URL, unless that leads to a pooler.
 */
export function directDatabaseUrl(): string {
  const { DATABASE_DIRECT_URL, DATABASE_URL } = readEnvironment();
  return String(DATABASE_DIRECT_URL ?? DATABASE_URL);
}

/** Whether statements sent to an address may each go to another session of PostgreSQL. */
export function isPooled(url: string): boolean {
  const { DATABASE_DIRECT_URL, DATABASE_URL } = readEnvironment();
  return DATABASE_DIRECT_URL !== undefined && url === DATABASE_URL && url !== DATABASE_DIRECT_URL;
}

/** Whether statements may have names at an address: those of a pooler only where it is known to take them along. */
export function mayNameStatements(url: string): boolean {
  const { DATABASE_STATEMENT_NAMES } = readEnvironment();
  return DATABASE_STATEMENT_NAMES === undefined ? !isPooled(url) : DATABASE_STATEMENT_NAMES === 'on';
}
