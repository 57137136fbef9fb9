import { lookup } from 'node:dns';
import { askOnce, readBody } from '#platform/http-answer';
import { isOurAnswer, signQuestion } from '#platform/machine-signature';

/** Where a machine has files for the others, by their names. */
export const MACHINE_FILES = '/media/machines/';
/** The header with the signature of an answer. */
export const SIGNATURE = 'x-machine-signature';
/** Before the signature of a question, in the header Authorization. */
export const SCHEME = 'Machine ';

const TIMEOUT_MS = 4_000;

type MachineAnswer =
  | { kind: 'file'; bytes: Uint8Array }
  | { kind: 'none' }
  /** It cannot be reached, is too slow, refuses, or is not one of ours. */
  | { kind: 'failed'; why: string };

/**
 * Asks another machine of this portal for a file of at most `limit` bytes. `origin` is one that the machines themselves
 * have written into the database: it may be of a private network, and nothing else is reached, by a redirect neither.
 * An answer counts only with the signature of a machine with the same AUTH_SECRET; trouble is a value.
 */
export async function askMachine(
  origin: string,
  file: string,
  { limit, timeout = TIMEOUT_MS }: { limit: number; timeout?: number },
): Promise<MachineAnswer> {
  try {
    const url = new URL(MACHINE_FILES + file, origin);
    const headers = { authorization: SCHEME + signQuestion(file), 'accept-encoding': 'identity' };
    const door = { isAllowed: () => url.origin === origin, lookup };
    const response = await askOnce(url, door, { headers, signal: AbortSignal.timeout(timeout) });
    const { statusCode: status } = response;
    if (status !== 200 && status !== 404) {
      response.destroy();
      return { kind: 'failed', why: status === 403 ? 'it has another AUTH_SECRET' : `status ${status}` };
    }
    const body = await readBody(response, limit);
    if (!body) return { kind: 'failed', why: `more than ${limit} bytes` };
    const bytes = status === 200 ? body : undefined;
    if (!isOurAnswer(file, bytes, String(response.headers[SIGNATURE] ?? '')))
      return { kind: 'failed', why: `an answer without our signature, status ${status}` };
    return bytes ? { kind: 'file', bytes } : { kind: 'none' };
  } catch (error) {
    return { kind: 'failed', why: String(error) };
  }
}
