import { format } from 'node:util';
import { databaseTrouble } from '#platform/database-trouble';
import { log } from '#platform/log';
import { ReaderGone } from '#platform/until-gone';

const LEVELS = { error: 'error', warn: 'warn', info: 'info', log: 'info', debug: 'debug', trace: 'debug' } as const;
/** Of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with one
const COLOURS = /\x1b\[[\d;]*m/g;
/** What Next begins a line with. */
const SIGN = /^\s*[⨯⚠✓○▲]\s*/u;
/** What Next says of itself at a start on a busy machine, and nobody needs to know. */
const UNIMPORTANT = /^Running next\.config\.ts took /;

/**
 * Sends what Next, React and other packages write to the console, Node's warnings and what nobody has caught to our
 * log, so that it has a line of JSON for each. To be called before any of them writes.
 */
export function sendConsoleToLog(): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method as keyof typeof LEVELS] = (...written: unknown[]) => {
      const error = written.find((part) => part instanceof Error);
      const text = format(...written.filter((part) => part !== error))
        .replaceAll(COLOURS, '')
        .replace(SIGN, '')
        .trim();
      // (Next has a copy of that class of its own.)
      if (UNIMPORTANT.test(text) || error?.name === ReaderGone.name) return;
      // Next also calls instrumentation.ts, which logs it with a name.
      if (error && databaseTrouble(error)) return;
      // Of an error without words of its own pino takes the message.
      log()[level]({ part: 'console', ...(error && { err: error }) }, text || undefined);
    };
  }
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log().warn({ part: 'node', err: warning }, warning.message));
  process.on('uncaughtException', (error) => {
    log().fatal({ err: error }, 'nobody has caught this');
    process.exit(1);
  });
}
