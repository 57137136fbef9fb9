/** A post of a provider as its address tells it. */
export type Post = {
  /** Its address without what says who followed it from where. Read again, it is the same post. */
  href: string;
  /** Path of the frame that shows it, at the provider's `origin`. */
  frame: string;
};

/** Somewhere that videos and posts are embedded from. */
export type Provider = {
  /** The names under which it is reached. */
  hosts: RegExp;
  /** Where its frames come from; the site's policy admits no others (server/http/security-headers.ts). */
  origin: string;
  /** What its frames show, and so their room: a film, a post that may hold one, a chart, or a player of sound. */
  shape: 'video' | 'post' | 'chart' | 'audio';
  /** Takes an address apart; undefined for whatever is no single post, such as a channel. */
  read(address: URL): Post | undefined;
};

/** A path with those parameters that have a value. */
export function withQuery(path: string, parameters: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return query.size > 0 ? `${path}?${query}` : path;
}
