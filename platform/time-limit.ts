import { createContext, Script } from 'node:vm';

const call = new Script('work()');
const context = createContext({ work: undefined as unknown });

/**
 * What some work without waiting returns; undefined where it takes longer than so many milliseconds and is ended, for
 * code of libraries that somebody else’s input may keep busy. Throws what the work throws.
 */
export function withTimeLimit<T>(milliseconds: number, work: () => T): T | undefined {
  try {
    context.work = work;
    return call.runInContext(context, { timeout: milliseconds });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}
