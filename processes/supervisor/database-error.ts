import { NoHost } from '#platform/open-client';
import { readDatabaseAddress } from '#platform/postgres-address';

export type DatabaseVariable = 'DATABASE_URL' | 'DATABASE_DIRECT_URL';

type Place = { variable: DatabaseVariable; host: string; user: string; name: string };

/**
 * A line for people on why a database cannot be used, and what to do; of several hosts, on each. `url` is not repeated:
 * it holds a password.
 */
export function databaseError(url: string, error: unknown, variable: DatabaseVariable = 'DATABASE_URL'): string {
  const address = readDatabaseAddress(url);
  if (typeof address === 'string') {
    if (address.startsWith('it is not'))
      return `${variable} is not a database address. It looks like postgres://user:password@host:5432/name`;
    return `${variable} cannot be used: ${address}.`;
  }
  const failures = error instanceof NoHost ? error.failures : [{ name: hostNames(address.hosts), url, error }];
  return failures.map((failure) => hostError(placeOf(failure, variable), failure.error)).join(' ');
}

function hostNames(hosts: readonly { name: string }[]): string {
  return hosts.map(({ name }) => name).join(', ');
}

function placeOf({ name: host, url }: { name: string; url: string }, variable: DatabaseVariable): Place {
  const [, user = '', name = ''] = /^[a-z]+:\/\/(?:([^:@/]*)[^/]*@)?[^/]*\/?([^?#]*)/.exec(url) ?? [];
  return { variable, host, user: decodeURIComponent(user), name: decodeURIComponent(name) };
}

function hostError(place: Place, error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return (
    tlsError(place, code, message) ??
    signInError(place, code, message) ??
    serverError(place, code, message) ??
    networkError(place, code, message)
  );
}

/** Codes of Node for a certificate that nobody vouches for (https://nodejs.org/docs/latest-v24.x/api/tls.html). */
const UNTRUSTED =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|CERT_(UNTRUSTED|REJECTED|SIGNATURE_FAILURE)|INVALID_CA)$/;

function tlsError({ variable, host }: Place, code: string, message: string): string | undefined {
  if (UNTRUSTED.test(code))
    return (
      `The certificate of the database at ${host} is not trusted (${code}). ` +
      `Name the file of the authority that signed it in ${variable}: sslmode=verify-full&sslrootcert=/path/ca.pem`
    );
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate of the database at ${host} is for another host name. Use the name that it is for in ${variable}.`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `The certificate of the database at ${host} has expired or is not valid yet. Renew it, or set the clock.`;
  if (message === 'The server does not support SSL connections')
    return `The database at ${host} does not support TLS. Turn it on there, or take sslmode out of ${variable}.`;
  if (
    /no pg_hba\.conf entry.*(no encryption|SSL off)|pg_hba\.conf rejects.*(no encryption|SSL off)|SSL required/.test(
      message,
    )
  )
    return (
      `The database at ${host} may demand TLS: it refuses this connection without it (${message}). ` +
      `Add sslmode=verify-full to ${variable}, or allow the connection in pg_hba.conf.`
    );
  if (/valid client certificate/.test(message))
    return `The database at ${host} demands a certificate of the client. Add sslcert and sslkey to ${variable}.`;
  // A socket that is not there is an ENOENT too.
  if ((code === 'ENOENT' || code === 'EACCES') && !message.startsWith('connect '))
    return `A file that ${variable} names for TLS cannot be read: ${message}.`;
  if (
    /^(ERR_SSL|ERR_TLS|ERR_OSSL|EPROTO|CERT_|HOSTNAME_)/.test(code) ||
    message.startsWith('There was an error establishing an SSL')
  )
    return `No TLS connection could be made to the database at ${host} (${code || message}).`;
  return undefined;
}

function signInError({ variable, host, user, name }: Place, code: string, message: string): string | undefined {
  if (/client password must be/.test(message))
    return `The database at ${host} asks for a password of user “${user}”. Add it to ${variable}.`;
  if (code === '28P01' || /password authentication failed|SASL authentication failed|auth failed/.test(message))
    return `The database at ${host} refused the password of user “${user}”. Correct it in ${variable}.`;
  if (/^role .* does not exist|no such user/.test(message))
    return `The database at ${host} has no user “${user}”. Create it, or correct ${variable}.`;
  if (code === '28000') return `The database at ${host} does not let user “${user}” in: ${message}.`;
  if (code === '3D000' || /^no such database/.test(message))
    return `The server at ${host} has no database “${name}”. Create it (createdb ${name}) or correct ${variable}.`;
  if (code === '42501' && message === '')
    return (
      `User “${user}” is not allowed to create tables in “${name}” at ${host}. ` +
      `Grant it that right, or correct ${variable}.`
    );
  if (code === '42501') return `User “${user}” is not allowed to use “${name}” at ${host}: ${message}.`;
  return undefined;
}

function serverError({ variable, host }: Place, code: string, message: string): string | undefined {
  if (code === '53300' || /no more connections allowed/.test(message))
    return (
      `The database at ${host} has no connection free (${message}). Raise max_connections there, close others, or ` +
      'lower WEB_PROCESSES.'
    );
  if (code === '57P03')
    return `The database at ${host} is being started or stopped (${message}). Try again in a moment.`;
  if (code === '25006')
    return `The database at ${host} is read-only, and ${variable} asks for one that can be written.`;
  if (/transaction blocks not allowed/.test(message))
    return `The pooler at ${host} is in statement mode. Set it to transaction or session mode (pool_mode).`;
  if (/unsupported startup parameter/.test(message))
    return `The pooler at ${host} refuses a parameter (${message}). Take it out of ${variable}.`;
  return undefined;
}

function networkError({ variable, host }: Place, code: string, message: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The host in ${variable}, ${host}, cannot be found. Correct its name.`;
  const advice = `or correct ${variable}; without DATABASE_URL the portal uses an embedded one.`;
  if (code === 'ECONNREFUSED')
    return `The database at ${host} does not respond: the connection is refused. Start it, ${advice}`;
  if (code === 'ETIMEDOUT' || message === 'timeout expired' || /connection timeout/.test(message))
    return `The database at ${host} does not respond in time. Look at the network and its firewalls, ${advice}`;
  return `The database at ${host} does not respond (${code || message}). Start it, ${advice}`;
}
