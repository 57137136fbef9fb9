import { continueCutShort } from '#newsroom/transfer/manage/continue-cut-short';
import { type Repeated, repeat } from '#server/repeat';

/** How often it looks for imports that were cut short, milliseconds; up to half as much more, so that processes take turns. */
const EVERY_MS = 10_000;

/** Has imports go on whose process was killed, or whose machine was restarted. */
export function continueImports(everyMs = EVERY_MS): Repeated {
  const failure = 'imports that were cut short could not be looked for';
  return repeat({ everyMs: () => everyMs * (1 + Math.random() / 2), failure }, continueCutShort);
}
