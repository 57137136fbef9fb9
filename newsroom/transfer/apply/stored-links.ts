/** Where links in a stored text lead, each once. */
export function linksInStored(body: unknown): string[] {
  const found = new Set<string>();
  withStoredLinks(body, (href) => {
    found.add(href);
    return href;
  });
  return [...found];
}

/** A stored text with its links leading where `target` says; also those of blocks that this version does not know. */
export function withStoredLinks(stored: unknown, target: (href: string) => string): unknown {
  if (Array.isArray(stored)) return stored.map((one) => withStoredLinks(one, target));
  if (typeof stored !== 'object' || stored === null) return stored;
  return Object.fromEntries(
    Object.entries(stored).map(([key, value]) => [
      key,
      key === 'href' && typeof value === 'string' ? target(value) : withStoredLinks(value, target),
    ]),
  );
}
