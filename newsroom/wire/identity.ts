import { createHash } from 'node:crypto';
import type { WireEntry } from '#newsroom/wire/wire-entry';

type Evidence = { kind: 'id' | 'link' | 'title'; value: string };

/**
 * By what each entry of a document is known again, the surest first: its id, then its link, then its headline and the
 * hour of its publication. What entries of one document share although they tell different things (a link to the front
 * page, an id that is always 0) says nothing. Numbered items are what their agency calls them, and nothing else.
 * Every entry has at least one key.
 */
export function identityKeys(entries: readonly WireEntry[]): string[][] {
  const evidence = entries.map(evidenceOf);
  const shared = sharedEvidence(entries, evidence);
  return evidence.map((all, index) => {
    const own = all.filter((one) => !shared.has(keyOf(one)));
    const entry = entries[index];
    if (own.length === 0 && entry) return [digest('all', entry.id, entry.link, entry.headline, entry.html)];
    return [...new Set(own.map(keyOf))];
  });
}

function evidenceOf({ id, link, headline, html, published, wireVersion }: WireEntry): Evidence[] {
  if (id && wireVersion !== null) return [{ kind: 'id', value: id }];
  // Without a date the words decide: else whatever has the same headline one day would be taken for this.
  const hour = published ? published.toISOString().slice(0, 13) : html;
  return [
    ...(id ? [{ kind: 'id', value: id } as const] : []),
    ...(isOwnPage(link) ? [{ kind: 'link', value: link } as const] : []),
    ...(headline ? [{ kind: 'title', value: `${headline}\n${hour}` } as const] : []),
  ];
}

/** A front page is nobody's own. */
function isOwnPage(link: string): boolean {
  const url = URL.parse(link);
  return url !== null && (url.pathname !== '/' || url.search !== '');
}

/** Evidence that entries with different headlines share, or headlines of entries that differ in id and link. */
function sharedEvidence(entries: readonly WireEntry[], evidence: readonly Evidence[][]): Set<string> {
  const meant = new Map<string, string>();
  const shared = new Set<string>();
  for (const [index, all] of evidence.entries()) {
    const entry = entries[index];
    if (!entry || entry.wireVersion !== null) continue;
    for (const one of all) {
      const key = keyOf(one);
      const says = one.kind === 'title' ? `${entry.id}\n${entry.link}` : entry.headline;
      if ((meant.get(key) ?? says) !== says) shared.add(key);
      meant.set(key, says);
    }
  }
  return shared;
}

function keyOf({ kind, value }: Evidence): string {
  return digest(kind, value);
}

/** Short enough for an index, whatever an agency writes. */
function digest(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}
