import type { WireStatus } from '#newsroom/wire/wire-entry';

/** What `stat:canceled`, `…/pubstatusg2/withheld` or `usable` says. Whoever says nothing means that it may be used. */
export function readStatus(value: string): WireStatus {
  const word = /[a-z]+$/.exec(value.trim().toLowerCase())?.[0] ?? '';
  if (/^cancell?ed$/.test(word)) return 'canceled';
  return word === 'withheld' ? 'withheld' : 'usable';
}
