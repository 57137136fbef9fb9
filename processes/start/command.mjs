import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail } from './output.mjs';

const HELP = `
  npm start                  Start the portal: database, build, web server.
  npm start -- --empty       At the first start: a site without the demo, called SITE_NAME or by its host.
  npm start -- --build       Install packages and build, without starting: for an image, or where the service may not
                             write to this folder.
  npm start -- --reset-password EMAIL
                             Print a link that sets a new password for a member of staff.
                             Add --reset-two-factor to remove their two-factor authentication and passkeys as well.
  npm start -- --import FILE
                             Take over the export of another system. docs/import.md has the options.
  npm start -- --import https://old.example/
                             The same of a site without an export, or of a feed: it is fetched first.
                             Add --dry-run to see first what each item would become.
  npm start -- --undo ID     Undo an import, within 30 days.
  npm start -- --export FOLDER
                             Write stories, pictures, topics and settings into a new folder.
  npm start -- --export FILE --format wordpress
                             Write them into a file for WordPress, or for Ghost (--format ghost).
  npm start -- --import FOLDER
                             Read such a folder into an empty portal, before its first start too.
  npm start -- --backup PLACE
                             Back up database and pictures into a folder or a bucket (s3://bucket/prefix).
                             Add --secret FILE to copy the secret of sessions there as well.
  npm start -- --verify PLACE
                             Restore the last backup beside, and compare.
  npm start -- --restore PLACE
                             Restore it on an empty machine. Add --at 2026-11-29T12:03:17Z for an earlier instant,
                             --dry-run to see what would be there.
  npm start -- --help        Show this text.

  npm run dev                Start with pages that follow your edits.
  npm test                   Run all checks.
  npm run bench              Run all benchmarks; npm run bench -- speed weight runs those two.

  Settings are environment variables, all optional. docs/configure.md lists them.

    PORT                     port of the web server (default 3000)
    PUBLIC_URL               address that readers use (default http://localhost:PORT)
    DATABASE_URL             your own PostgreSQL (default: an embedded one)
    DATA_DIR                 folder of pictures, embedded database and logs (default .data)
`;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  empty: { type: 'boolean' },
  build: { type: 'boolean' },
  'reset-password': { type: 'string' },
  'reset-two-factor': { type: 'boolean' },
  import: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  section: { type: 'string', multiple: true },
  language: { type: 'string' },
  mapping: { type: 'string' },
  media: { type: 'string' },
  'fetch-media': { type: 'boolean' },
  pages: { type: 'string' },
  undo: { type: 'string' },
  export: { type: 'string' },
  format: { type: 'string' },
  backup: { type: 'string' },
  restore: { type: 'string' },
  verify: { type: 'string' },
  at: { type: 'string' },
  secret: { type: 'string' },
  // What package.json's scripts add.
  dev: { type: 'boolean' },
  test: { type: 'boolean' },
  bench: { type: 'boolean' },
  // What a running portal adds.
  upgrade: { type: 'boolean' },
};

/** Commands that end by themselves. */
const COMMANDS = [
  'build',
  'import',
  'undo',
  'export',
  'backup',
  'restore',
  'verify',
  'reset-password',
  'test',
  'bench',
];

/** Of `--import`; `--json` of `--undo` and `--export` too. */
const IMPORT_OPTIONS = ['dry-run', 'json', 'section', 'language', 'mapping', 'media', 'fetch-media', 'pages'];

/** By default V8 lets what an import has read and done with take 700 MB before it looks for it. */
const IMPORT_NODE_OPTIONS = ['--max-old-space-size=288', '--max-semi-space-size=8'];

/**
 * What a command line asks for: the program that does it, its arguments and options of Node, whether it needs the
 * packages for development too, and whether it runs in a release (release.mjs). Prints the help, or what is wrong with
 * the command line, and ends.
 */
export function readCommand(args) {
  const { values, positionals } = parse(args);
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  if (positionals.length > 0 && !values.bench)
    fail(`Unexpected argument ${positionals[0]}. npm start -- --help lists what there is.`);
  if (values['reset-two-factor'] && values['reset-password'] === undefined)
    fail('Use it with an e-mail address: npm start -- --reset-password somebody@paper.example --reset-two-factor');
  const isRestore = values.restore !== undefined;
  if (values.at !== undefined && !isRestore && values.verify === undefined)
    fail('Use --at with a backup: npm start -- --restore PLACE --at 2026-11-29T12:03:17Z');
  if (values.secret !== undefined && !isRestore && values.backup === undefined)
    fail('Use --secret with a backup: npm start -- --backup PLACE --secret FILE');
  const lost = IMPORT_OPTIONS.find((name) => values[name] !== undefined && !(name === 'dry-run' && isRestore));
  const isJsonOfOther = lost === 'json' && (values.undo !== undefined || values.export !== undefined);
  if (lost && values.import === undefined && !isJsonOfOther)
    fail(`Use --${lost} with a file or an address: npm start -- --import export.xml --${lost}`);
  if (values.format !== undefined && values.export === undefined)
    fail('Use --format with a file: npm start -- --export site.xml --format wordpress');
  if (values.empty && COMMANDS.some((name) => values[name] !== undefined))
    fail('Use --empty by itself, at the first start: npm start -- --empty');
  if (values.export !== undefined || isArchive(values.import))
    return { program: 'processes/archive.ts', args, needsAllPackages: false };
  if (values.import !== undefined || values.undo !== undefined)
    return { program: 'processes/import.ts', args, needsAllPackages: false, nodeOptions: IMPORT_NODE_OPTIONS };
  if (values.backup !== undefined || isRestore || values.verify !== undefined)
    return { program: 'processes/backup.ts', args, needsAllPackages: false };
  if (values.build) return { program: 'processes/build.ts', args: [], needsAllPackages: false };
  if (values.test) return { program: 'processes/checks/checks.ts', args: [], needsAllPackages: true };
  if (values.bench) return { program: 'bench/bench.ts', args: positionals, needsAllPackages: true };
  if (values['reset-password'] !== undefined)
    return { program: 'processes/reset-password.ts', args, needsAllPackages: false };
  if (values.upgrade) return { program: 'processes/upgrade.ts', args: [], needsAllPackages: false, isPortal: true };
  return {
    program: 'processes/supervisor/supervisor.ts',
    args,
    needsAllPackages: Boolean(values.dev),
    isPortal: !values.dev,
  };
}

/** Whether a path, as it was typed, is a folder that `--export` has written. */
function isArchive(path) {
  return path !== undefined && existsSync(join(resolve(process.env.INIT_CWD ?? '.', path), 'manifest.json'));
}

function parse(args) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    if (/reset-password/.test(error.message))
      fail('Add the e-mail address: npm start -- --reset-password somebody@paper.example');
    const [place] = /--(backup|restore|verify)\b/.exec(error.message) ?? [];
    if (place) fail(`Add the folder or bucket: npm start -- ${place} /var/backups/portal`);
    if (/--export/.test(error.message)) fail('Add the folder: npm start -- --export archive');
    if (/--import/.test(error.message)) fail('Add the file or address: npm start -- --import export.xml');
    const [reason] = error.message.split('. To specify');
    return fail(`${reason}. npm start -- --help lists what there is.`);
  }
}
