import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { transformSync } from 'esbuild';

// Which folder may import which (docs/architecture.md explains it). This list is the only one, without exemptions.

/** The newsroom's rooms, in order: each imports only from itself and from those before it. */
export const NEWSROOM = [
  'languages',
  'permissions',
  'audit',
  'staff',
  'api',
  'settings',
  'media',
  'topics',
  'articles',
  'redirects',
  'editing',
  'live',
  'views',
  'breaking',
  'fronts',
  'search',
  'syndication',
  'deliveries',
  'purges',
  'letters',
  'push',
  'alerts',
  'audio',
  'transfer',
  'wire',
  'backups',
  'privacy',
  'setup',
] as const;

export type Kind =
  | 'page'
  | 'reads'
  | 'handler'
  | 'action'
  | 'gate'
  | 'component'
  | 'block'
  | 'block view'
  | 'block editor'
  | 'editor'
  | 'enhance'
  | 'newsroom'
  | 'platform'
  | 'database'
  | 'i18n'
  | 'messages'
  | 'server'
  | 'process'
  | 'seed'
  | 'generated'
  | 'test'
  | 'style';

/** What a file is, by where it lies; undefined for the few at the top level that tools look for there. */
export function kindOf(file: string): Kind | undefined {
  if (file.endsWith('.css')) return 'style';
  if (/\.(test|spec)\.tsx?$/.test(file) || file.startsWith('e2e/') || file.startsWith('bench/')) return 'test';
  if (file.startsWith('app/')) {
    if (posix.basename(file) === 'reads.ts') return 'reads';
    if (posix.basename(file) === 'actions.ts') return 'action';
    if (/^app\/admin\/(gate|form|action|own-password)\.ts$/.test(file)) return 'gate';
    return /^app\/(api|\(crawlers\))\/|\/route\.ts$/.test(file) ? 'handler' : 'page';
  }
  if (file.startsWith('blocks/')) {
    if (/^blocks\/(\w+\/)?editors?[-.]/.test(file)) return 'block editor';
    return file.endsWith('.tsx') ? 'block view' : 'block';
  }
  if (/^platform\/(database|host-pool|notifications|open-client)\.ts$/.test(file)) return 'database';
  const folder = FOLDERS.find(({ path }) => file.startsWith(`${path}/`));
  return folder?.kind;
}

const FOLDERS: { path: string; kind: Kind }[] = [
  { path: 'blocks', kind: 'block' },
  { path: 'components', kind: 'component' },
  { path: 'editor', kind: 'editor' },
  { path: 'enhance', kind: 'enhance' },
  { path: 'newsroom', kind: 'newsroom' },
  { path: 'platform', kind: 'platform' },
  { path: 'i18n', kind: 'i18n' },
  { path: 'messages', kind: 'messages' },
  { path: 'server', kind: 'server' },
  { path: 'processes', kind: 'process' },
  { path: 'prisma/seed', kind: 'seed' },
  { path: 'generated', kind: 'generated' },
];

type Importer = Exclude<Kind, 'messages' | 'generated' | 'style' | 'test'>;

/** Which kinds a kind may import, and where the code belongs instead. */
const MAY: Record<Importer, { import: Kind[]; instead: string }> = {
  page: {
    import: [
      'page',
      'reads',
      'action',
      'gate',
      'component',
      'block',
      'editor',
      'newsroom',
      'platform',
      'i18n',
      'generated',
      'style',
    ],
    instead: 'A page reads through reads.ts and hands values to components; a query belongs in newsroom.',
  },
  reads: {
    import: ['reads', 'gate', 'component', 'block', 'newsroom', 'platform', 'i18n'],
    instead: 'reads.ts calls newsroom; SQL belongs there.',
  },
  handler: {
    import: ['handler', 'gate', 'block', 'newsroom', 'platform', 'i18n'],
    instead: 'A route handler parses, calls newsroom and answers; markup belongs in a page.',
  },
  action: {
    import: ['gate', 'block', 'newsroom', 'platform', 'i18n'],
    instead: 'An action asks the gate, parses, calls newsroom and answers; markup belongs in a page.',
  },
  gate: {
    import: ['gate', 'newsroom', 'platform', 'i18n'],
    instead: 'The gate says who is signed in; what they do belongs in an action or in newsroom.',
  },
  component: {
    import: ['component', 'block', 'block view', 'editor', 'newsroom', 'i18n'],
    instead: 'A component draws the values it is given; reading them belongs in the page.',
  },
  block: {
    import: ['block', 'i18n'],
    instead: 'A kind of block stands alone: how it is drawn belongs in its view, how it is written in its editor.',
  },
  'block view': {
    import: ['block', 'block view', 'component', 'i18n'],
    instead: 'A view draws the block that it is given.',
  },
  'block editor': {
    import: ['block', 'block editor', 'editor', 'component', 'i18n'],
    instead: 'The editor of a block runs in the browser; the server’s part belongs in an action or a route handler.',
  },
  editor: {
    import: ['editor', 'block', 'block editor', 'component', 'newsroom', 'i18n'],
    instead: 'The editor runs in the browser; what the server does belongs in an action or a route handler.',
  },
  enhance: {
    import: ['enhance'],
    instead: 'The reader’s script stands alone; values reach it through the markup.',
  },
  newsroom: {
    import: ['newsroom', 'block', 'platform', 'database', 'i18n'],
    instead: 'newsroom knows no web: addresses belong in app, markup in components.',
  },
  platform: { import: ['platform', 'database', 'generated'], instead: 'What knows news belongs in newsroom.' },
  database: { import: ['platform', 'database', 'generated'], instead: 'What knows news belongs in newsroom.' },
  i18n: { import: ['i18n', 'messages'], instead: 'i18n imports nothing else, so that everything may import it.' },
  server: {
    import: ['server', 'block', 'newsroom', 'platform', 'database', 'i18n', 'messages', 'generated'],
    instead:
      'The web server answers requests; what they ask for belongs in app or newsroom, ' +
      'starting and stopping in processes.',
  },
  process: {
    import: ['process', 'server', 'newsroom', 'platform', 'database', 'i18n', 'messages', 'generated', 'seed'],
    instead: 'processes start and stop things; what these do belongs in server, newsroom or platform.',
  },
  seed: {
    import: ['seed', 'block', 'newsroom', 'platform', 'database', 'i18n'],
    instead: 'The demo is loaded through newsroom.',
  },
};

/** These run in a browser or draw: of newsroom they may import only files without side effects (see isPure). */
const PURE_ONLY: Kind[] = ['page', 'component', 'editor'];

/** Packages that only some kinds may use. */
const PACKAGES: { pattern: RegExp; kinds: Kind[]; instead: string }[] = [
  {
    pattern: /^(next|next-intl)(\/|$)/,
    kinds: ['page', 'reads', 'handler', 'action', 'gate', 'component', 'block view', 'editor', 'i18n', 'server'],
    instead: 'Only app, components, views of blocks, editor, i18n and server know Next.',
  },
  {
    pattern: /^react(-dom)?(\/|$)/,
    kinds: ['page', 'reads', 'gate', 'component', 'block view', 'block editor', 'editor'],
    instead: 'Only app, components, blocks and editor draw.',
  },
  { pattern: /^@tiptap\//, kinds: ['editor', 'block editor'], instead: 'Tiptap is reached through editor.' },
  {
    pattern: /^(@prisma\/|pg$|prisma)/,
    kinds: ['database', 'process'],
    instead: 'The database is reached through platform/database.ts.',
  },
  { pattern: /^@aws-sdk\//, kinds: ['platform'], instead: 'Files are reached through platform/files.ts.' },
  {
    pattern: /^node:/,
    kinds: ['newsroom', 'platform', 'database', 'server', 'process', 'seed', 'handler', 'action', 'test'],
    instead: 'Pages, components and the editor run without Node’s own modules.',
  },
];

/** Where an actor may be made: the gate has checked the session, and tests stand in for it. */
const MAKES_ACTORS = new Set(['app/admin/gate.ts', 'e2e/test-data.ts']);

const DRAWERS = /(^|\/)(lib|libs|utils?|helpers?|common|shared|types|hooks|constants)(\/|\.tsx?$)/;

function roomOf(file: string): number {
  return (NEWSROOM as readonly string[]).indexOf(file.split('/')[1] ?? '');
}

function isOwnFile(imported: string): boolean {
  return imported.includes('/') && existsSync(join(import.meta.dirname, imported.split('/')[0] ?? ''));
}

/** Why a file may not import another (a path of this repository) or a package; undefined where it may. */
export function refusal(file: string, imported: string): string | undefined {
  const kind = kindOf(file);
  if (!kind || kind === 'test' || kind === 'style' || kind === 'messages' || kind === 'generated') return undefined;
  if (!isOwnFile(imported)) {
    const rule = PACKAGES.find(({ pattern }) => pattern.test(imported));
    return rule && !rule.kinds.includes(kind) ? `${file} may not import ${imported}. ${rule.instead}` : undefined;
  }
  const target = kindOf(imported);
  if (!target) return `${file} may not import ${imported}, which lies in no folder of walls.ts.`;
  if (!MAY[kind].import.includes(target)) {
    return `${file} (${kind}) may not import ${imported} (${target}). ${MAY[kind].instead}`;
  }
  if (kind === 'newsroom' && target === 'newsroom' && roomOf(imported) > roomOf(file)) {
    return (
      `${file} may not import ${imported}: rooms of newsroom import only from those before them ` +
      `(${NEWSROOM.join(', ')}). A later room learns of an earlier one’s changes through the outbox.`
    );
  }
  return undefined;
}

/** The repository's own source files. */
export function sourceFiles(root: string): string[] {
  const below = (path: string): string[] =>
    statSync(path).isFile() ? [path] : readdirSync(path).flatMap((name) => below(join(path, name)));
  const folders = FOLDERS.filter(({ kind }) => kind !== 'generated' && kind !== 'messages').map(({ path }) => path);
  return ['app', ...folders, 'e2e', 'bench']
    .flatMap((folder) => below(join(root, folder)))
    .filter((path) => /\.(ts|tsx|mts|mjs)$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => relative(root, path));
}

/**
 * What a file imports by value, as paths or names of packages; `atOnce` leaves out what it imports only when it runs
 * that far. Imports of types alone are gone when the code runs.
 */
export async function importsOf(root: string, file: string, { atOnce = false } = {}): Promise<string[]> {
  await init;
  const { code } = transformSync(readFileSync(join(root, file), 'utf8'), {
    loader: file.endsWith('x') ? 'tsx' : 'ts',
    jsx: 'automatic',
    // Else esbuild would drop an import that is used as a type only, which our compiler settings make us mark.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    imports: Record<string, string>;
  };
  return parse(code)[0].flatMap(({ specifier, type }) =>
    specifier && !(atOnce && type === 'dynamic') ? [pathOf(file, specifier, imports)] : [],
  );
}

function pathOf(file: string, specifier: string, aliases: Record<string, string>): string {
  if (specifier.startsWith('.')) return posix.join(dirname(file), specifier);
  if (!specifier.startsWith('#')) return specifier;
  const fits = Object.entries(aliases).filter(([pattern]) => {
    const [start = '', end = ''] = pattern.split('*');
    return specifier.startsWith(start) && specifier.endsWith(end);
  });
  // As Node resolves them: the longest pattern that fits.
  const [pattern, target] = fits.sort(([one], [other]) => other.length - one.length)[0] ?? [];
  if (!pattern || !target) return specifier;
  const [start = '', end = ''] = pattern.split('*');
  return target.slice(2).replace('*', specifier.slice(start.length, specifier.length - end.length));
}

/**
 * Every violation of the rules about imports, names and circles, as sentences that say where the code belongs instead.
 */
export async function violations(root: string): Promise<string[]> {
  const graph = new Map<string, string[]>();
  for (const file of sourceFiles(root)) graph.set(file, await importsOf(root, file));
  return [
    ...[...graph].flatMap(([file, imported]) => imported.flatMap((name) => refusal(file, name) ?? [])),
    ...[...graph.keys()].flatMap((file) => wrongNames(root, file)),
    ...impureImports(graph),
    ...unnamedReads(graph),
    ...circles(graph),
  ];
}

function wrongNames(root: string, file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  const isIsland = file.endsWith('.island.tsx');
  return [
    DRAWERS.test(file) && `${file}: no folder or file for leftovers; a function lives with what it is about.`,
    /(^|\/)index\.tsx?$/.test(file) && `${file}: no barrels; import the file that has what you need.`,
    // What lies in no room (newsroom/result.ts) is everybody's.
    /^newsroom\/.*\//.test(file) && roomOf(file) < 0 && `${file}: walls.ts knows no such room of newsroom.`,
    /^['"]use client['"]/m.test(source) !== isIsland &&
      `${file}: files that run in the browser, and only these, are called *.island.tsx.`,
    isIsland &&
      !/^(components\/staff|editor|blocks)\//.test(file) &&
      `${file}: only the newsroom's screens have islands.`,
    /\bas Actor\b/.test(source) &&
      !MAKES_ACTORS.has(file) &&
      `${file}: only the gate, which has checked the session, makes an actor.`,
  ].filter((line) => line !== false);
}

/**
 * What readers' pages and files for crawlers are made from is named where it is read (platform/reads.ts): else the page
 * cache would not know when to make them anew.
 */
function unnamedReads(graph: Map<string, string[]>): string[] {
  return [...graph]
    .filter(([file]) => /^app\/(\[locale\]|\(crawlers\))\//.test(file) && !/\.test\.tsx?$/.test(file))
    .flatMap(([file, imported]) =>
      imported
        .filter((name) => name.startsWith('newsroom/') && graph.get(name)?.includes('platform/database.ts'))
        .filter((name) => !graph.get(name)?.includes('platform/reads.ts'))
        .map((name) => `${file} reads by ${name}, which does not say what it depends on (platform/reads.ts).`),
    );
}

/** A file is pure if neither it nor anything it imports reaches the platform or Node: it then runs in a browser too. */
function impureImports(graph: Map<string, string[]>): string[] {
  const known = new Map<string, boolean>();
  const isPure = (file: string): boolean => {
    const answer = known.get(file);
    if (answer !== undefined) return answer;
    // A circle is reported by itself.
    known.set(file, true);
    const pure = (graph.get(file) ?? []).every(
      (name) => !/^(node:|platform\/|generated\/)/.test(name) && (!graph.has(name) || isPure(name)),
    );
    known.set(file, pure);
    return pure;
  };
  return [...graph].flatMap(([file, imported]) => {
    const kind = kindOf(file);
    if (!kind || !PURE_ONLY.includes(kind)) return [];
    return imported
      .filter((name) => name.startsWith('newsroom/') && !isPure(name))
      .map(
        (name) =>
          `${file} (${kind}) may not import ${name}, which reaches the platform. ${MAY[kind as Importer].instead}`,
      );
  });
}

function circles(graph: Map<string, string[]>): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (file: string, path: string[]) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      found.push(`A circle of imports: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
      return;
    }
    state.set(file, 'open');
    for (const next of graph.get(file) ?? []) if (graph.has(next)) visit(next, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}
