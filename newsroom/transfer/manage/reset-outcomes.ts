import type { Client } from '#newsroom/transfer/run/import-run';

/** So many rows are changed by one statement. */
const STEP = 5_000;

/** Forgets how the items of an import would end, so that they wait again. It must not have begun to make anything of them. */
export async function resetOutcomes(client: Client, importId: number): Promise<void> {
  const { _max } = await client.importItem.aggregate({ where: { importId }, _max: { position: true } });
  for (let first = 0; first <= (_max.position ?? -1); first += STEP)
    await client.$executeRaw`
      UPDATE import_item SET outcome = NULL, reasons = '{}', became = '', remainder = NULL, words_source = 0,
        words_kept = 0, has_open_links = false
      WHERE import_id = ${importId} AND position >= ${first} AND position < ${first + STEP}
        AND kind <> 'other' AND outcome IS NOT NULL`;
}
