import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { runningImport } from '#newsroom/transfer/manage/running-import';
import { ASKED_ANEW, STARTING, startWork } from '#newsroom/transfer/manage/start-work';
import type { ImportOptions } from '#newsroom/transfer/run/import-options';
import { hasSections } from '#newsroom/transfer/run/import-source';
import { database } from '#platform/database';

/**
 * Plans an import again with another mapping. Fails by value for somebody who may not, while an import runs, for sections
 * and authors that are not here, and for an import that is not planned any more.
 */
export async function mapImport(actor: Actor, id: number, options: ImportOptions): Promise<Result> {
  if (!may(actor, 'transfer.import')) return refuse('not-allowed', 'it');
  if (await runningImport()) return refuse('busy', 'import');
  if (!(await hasSections(database(), options))) return refuse('invalid', 'importSection');
  const keys = [...new Set(Object.values(options.authors).filter((key) => key !== null))];
  const known = await database().author.findMany({ where: { key: { in: keys } }, select: { key: true } });
  const unknown = keys.find((key) => !known.some((author) => author.key === key));
  if (unknown !== undefined) return refuse('invalid', 'importAuthor', { name: unknown });
  const changed = await database().$executeRaw`
    UPDATE import SET options = ${JSON.stringify(options)}::jsonb, state = 'planning', progress = ${STARTING},
      ${ASKED_ANEW}
    WHERE id = ${id} AND upload IS NOT NULL AND state = 'planned'`;
  if (changed === 0) return refuse('wrong-state', 'import');
  startWork(id);
  return { ok: true };
}
