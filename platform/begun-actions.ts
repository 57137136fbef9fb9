import { LRUCache } from 'lru-cache';

// Next may build several copies of this module; there must be one memory per process all the same.
const holder = globalThis as typeof globalThis & { portalBegunActions?: LRUCache<string, true> };

function begun(): LRUCache<string, true> {
  holder.portalBegunActions ??= new LRUCache({ max: 1_000 });
  return holder.portalBegunActions;
}

/** Notes that a server action or a handler has begun with a request: whatever Next throws from here on is ours. */
export function noteActionBegun(requestId: string | null): void {
  if (requestId) begun().set(requestId, true);
}

/** Whether one has: a request with a body that Next could not even read never comes so far. */
export function hasActionBegun(requestId: string): boolean {
  return begun().has(requestId);
}
