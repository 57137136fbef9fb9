// A process that saves what it is told to, and is killed while it does (spare-writers.ts).
import type { TextSave } from '#newsroom/editing/save-text';
import { saveText } from '#newsroom/editing/save-text';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

process.on('message', async ({ actor, articleId, save }: { actor: Actor; articleId: number; save: TextSave }) => {
  process.send?.(await saveText(actor, articleId, save));
});
// One read, so that killing it meets the save and not the way to the database.
await database().workingCopy.count();
process.send?.('ready');
