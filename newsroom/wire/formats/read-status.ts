import type { WireStatus } from '#newsroom/wire/wire-entry';

/** What `stat:canceled`, `…/pubstatusg2/withheld` or `usable` says. Whoever says nothing means that it may be used. */
export function readStatus(value: string): WireStatus {
  const said = value.trim().toLowerCase();
  if (/(^|[^a-z])cancell?ed$/.test(said)) return 'canceled';
  return /(^|[^a-z])withheld$/.test(said) ? 'withheld' : 'usable';
}
