import type { Language } from '#i18n/languages';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { makeEntry } from '#newsroom/wire/make-entry';
import { database } from '#platform/database';

/**
 * Makes a draft of an entry of a live blog of an item, when somebody wants one; readers have nothing of it. Fails by value
 * for somebody who may not, and as makeEntry does.
 */
export async function entryFromWire(
  actor: Actor,
  { itemId, storyId }: { itemId: number; storyId: number },
): Promise<Result<{ entryId: number; language: Language }>> {
  if (!may(actor, 'wire.read') || !may(actor, 'live.write')) return refuse('not-allowed', 'it');
  return database().$transaction((transaction) => makeEntry(transaction, { itemId, storyId, by: actor }));
}
