/** A line for people on why a database cannot be used, and what to do. `url` is not repeated: it holds a password. */
export function databaseError(url: string, error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const address = URL.parse(url);
  if (!address) return 'DATABASE_URL is not a database address. It looks like postgres://user:password@host:5432/name';
  const host = `${address.hostname}:${address.port || 5432}`;
  const user = decodeURIComponent(address.username);
  const name = decodeURIComponent(address.pathname.slice(1));
  if (code === '28P01' || code === '28000' || /password/.test(message))
    return `The database at ${host} refused the password of user “${user}”. Correct it in DATABASE_URL.`;
  if (code === '3D000')
    return `The server at ${host} has no database “${name}”. Create it (createdb ${name}) or correct DATABASE_URL.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The host in DATABASE_URL, ${host}, cannot be found. Correct its name.`;
  if (code === '42501')
    return (
      `User “${user}” is not allowed to create tables in “${name}” at ${host}. ` +
      'Grant it that right, or correct DATABASE_URL.'
    );
  return (
    `The database at ${host} does not respond (${code || message}). ` +
    'Start it, or correct DATABASE_URL; without DATABASE_URL the portal uses an embedded one.'
  );
}
