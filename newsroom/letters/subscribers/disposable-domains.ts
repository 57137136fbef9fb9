/** Domains of throw-away addresses; the list is 2.4 MB and read when somebody subscribes. */
let domains: Promise<Set<string>> | undefined;

async function readDomains(): Promise<Set<string>> {
  const [exact, wildcard] = await Promise.all([
    import('disposable-email-domains/index.json', { with: { type: 'json' } }),
    import('disposable-email-domains/wildcard.json', { with: { type: 'json' } }),
  ]);
  return new Set([...(exact.default as string[]), ...(wildcard.default as string[])]);
}

/** Whether a domain, or one above it, gives addresses for some minutes. */
export async function isDisposable(domain: string): Promise<boolean> {
  domains ??= readDomains();
  const known = await domains;
  const labels = domain.split('.');
  return labels.some((_, index) => index < labels.length - 1 && known.has(labels.slice(index).join('.')));
}
