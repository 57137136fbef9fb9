import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const PROGRAM = `
  import { sendConsoleToLog } from '#server/console-to-log';
  sendConsoleToLog();
  console.log('plain %s', 'text');
  console.log('Running next.config.ts took %dms', 209);
  console.error('\\x1b[31m⨯\\x1b[0m', new Error('a page\\nfailed', { cause: new Error('why') }));
  console.warn(' ⚠ two\\nlines');
  console.info({ an: 'object' });
  process.emitWarning('old', 'DeprecationWarning');
  setTimeout(() => { throw new Error('nobody catches') }, 20);`;

it('whatever a process writes, its log has a line of JSON for each', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', PROGRAM],
    { encoding: 'utf8', cwd: process.cwd(), env: { ...process.env, LOG_LEVEL: 'info' } },
  );
  expect([status, stdout]).toEqual([1, '']);
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    [30, 'plain text'],
    [50, 'a page\nfailed'],
    [40, 'two\nlines'],
    [30, "{ an: 'object' }"],
    [40, 'old'],
    [60, 'nobody has caught this'],
  ]);
  expect(lines[1].err.message).toContain('a page');
  expect(lines[5].err.stack).toContain('nobody catches');
});
