/** A line for people on why a database cannot be used, and what to do. `url` is not repeated: it holds a password. */
export function databaseError(url: string, error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  let host = 'the address in DATABASE_URL';
  let user = '';
  let name = '';
  try {
    const parsed = new URL(url);
    host = `${parsed.hostname}:${parsed.port || 5432}`;
    user = decodeURIComponent(parsed.username);
    name = decodeURIComponent(parsed.pathname.slice(1));
  } catch {
    return 'DATABASE_URL is no address of a database. It looks like postgres://user:password@host:5432/name';
  }
  if (code === '28P01' || code === '28000' || /password/.test(message)) {
    return `The database at ${host} refused the password of user “${user}”. Correct it in DATABASE_URL.`;
  }
  if (code === '3D000')
    return `The server at ${host} has no database “${name}”. Create it (createdb ${name}) or correct DATABASE_URL.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The host of DATABASE_URL, ${host}, cannot be found. Correct the name.`;
  if (code === '42501')
    return `User “${user}” may not create tables in “${name}” at ${host}. Grant it that, or correct DATABASE_URL.`;
  return `The database at ${host} does not answer (${code || message}). Start it, or correct DATABASE_URL; without DATABASE_URL an embedded one is used.`;
}
