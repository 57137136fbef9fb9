import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { transformSync } from 'esbuild';

// The walls of the house (docs/map.md). This list is the only one; there are no exemptions from it.

/** The newsroom's rooms; each imports only to its left. */
export const NEWSROOM = ['staff', 'masthead', 'media', 'topics', 'articles', 'views', 'fronts', 'search', 'syndication'] as const;

/** What a verb may be called by. A file of newsroom/ whose name begins so is a verb, every other is a noun. */
export const VERBS = [
  'find',
  'list',
  'count',
  'record',
  'save',
  'publish',
  'schedule',
  'withdraw',
  'restore',
  'remove',
  'send',
  'import',
] as const;

export type Kind =
  | 'page'
  | 'reads'
  | 'handler'
  | 'action'
  | 'gate'
  | 'component'
  | 'ui'
  | 'enhance'
  | 'noun'
  | 'verb'
  | 'platform'
  | 'database'
  | 'i18n'
  | 'messages'
  | 'process'
  | 'seed'
  | 'generated'
  | 'test'
  | 'style';

/** What a file is, by where it lies; undefined for the few at the top that tools ask for. */
export function kindOf(file: string): Kind | undefined {
  if (file.endsWith('.css')) return 'style';
  if (/\.(test|spec)\.tsx?$/.test(file) || file.startsWith('e2e/') || file.startsWith('bench/')) return 'test';
  if (file.startsWith('app/')) {
    if (posix.basename(file) === 'reads.ts') return 'reads';
    if (posix.basename(file) === 'actions.ts') return 'action';
    if (file === 'app/admin/gate.ts' || file === 'app/admin/form.ts') return 'gate';
    return /^app\/(api|media|\(crawlers\))\/|\/route\.ts$/.test(file) ? 'handler' : 'page';
  }
  if (file.startsWith('components/ui/')) return 'ui';
  if (file.startsWith('components/')) return 'component';
  if (file.startsWith('enhance/')) return 'enhance';
  if (file.startsWith('newsroom/')) return VERBS.some((verb) => posix.basename(file).startsWith(`${verb}-`)) ? 'verb' : 'noun';
  if (file === 'platform/database.ts' || file === 'platform/notifications.ts') return 'database';
  if (file.startsWith('platform/')) return 'platform';
  if (file.startsWith('i18n/')) return 'i18n';
  if (file.startsWith('messages/')) return 'messages';
  if (file.startsWith('processes/')) return 'process';
  if (file.startsWith('prisma/seed/')) return 'seed';
  if (file.startsWith('generated/')) return 'generated';
  return undefined;
}

/** Which kinds a kind may import, and where the code belongs instead. */
const MAY: Record<Exclude<Kind, 'messages' | 'generated' | 'style' | 'test'>, { import: Kind[]; instead: string }> = {
  page: {
    import: ['page', 'reads', 'action', 'gate', 'component', 'ui', 'noun', 'platform', 'i18n', 'generated', 'style'],
    instead: 'A page asks through reads.ts and hands values to components; a query belongs in a newsroom verb.',
  },
  reads: {
    import: ['reads', 'gate', 'component', 'noun', 'verb', 'platform', 'i18n'],
    instead: 'reads.ts names newsroom verbs; SQL belongs in them.',
  },
  handler: {
    import: ['handler', 'gate', 'noun', 'verb', 'platform', 'i18n'],
    instead: 'A route handler parses, asks a newsroom verb and answers; drawing belongs in a page.',
  },
  action: {
    import: ['gate', 'noun', 'verb', 'platform', 'i18n'],
    instead: 'An action asks the gate, parses, asks a newsroom verb and answers; drawing belongs in a page.',
  },
  gate: {
    import: ['gate', 'noun', 'verb', 'platform', 'i18n'],
    instead: 'The gate says who is there; what they do belongs in an action or a newsroom verb.',
  },
  component: {
    import: ['component', 'ui', 'noun', 'i18n'],
    instead: 'A component draws the values it is given; asking for them belongs in the page.',
  },
  ui: { import: ['ui'], instead: 'components/ui knows nothing of news; what does belongs in another folder of components.' },
  enhance: { import: ['enhance'], instead: 'The reader’s script stands alone; words and values reach it through the markup.' },
  noun: { import: ['noun', 'i18n'], instead: 'A noun is pure and safe in a browser; what asks or changes anything is a verb file.' },
  verb: {
    import: ['noun', 'verb', 'platform', 'database', 'i18n'],
    instead: 'The newsroom knows no web: addresses belong in app, markup in components.',
  },
  platform: { import: ['platform', 'database', 'generated'], instead: 'A door knows no news; what does belongs in newsroom.' },
  database: { import: ['platform', 'generated'], instead: 'A door knows no news; what does belongs in newsroom.' },
  i18n: { import: ['i18n', 'messages'], instead: 'i18n is a leaf that anyone may read.' },
  process: {
    import: ['process', 'verb', 'noun', 'platform', 'database', 'i18n', 'messages', 'generated', 'seed'],
    instead: 'A process starts and stops things; what they do belongs in newsroom or platform.',
  },
  seed: { import: ['seed', 'noun', 'verb', 'platform', 'database', 'i18n'], instead: 'The demo loads through newsroom verbs.' },
};

/** Packages that only some kinds may use, whatever else they import. */
const PACKAGES: { pattern: RegExp; kinds: Kind[]; instead: string }[] = [
  {
    pattern: /^(next|next-intl)(\/|$)/,
    kinds: ['page', 'reads', 'handler', 'action', 'gate', 'component', 'i18n', 'process'],
    instead: 'Only app, components and i18n know Next.',
  },
  { pattern: /^react(-dom)?(\/|$)/, kinds: ['page', 'reads', 'gate', 'component', 'ui'], instead: 'Only app and components draw.' },
  { pattern: /^(@prisma\/|pg$|prisma)/, kinds: ['database', 'process'], instead: 'The database is reached through platform/database.ts.' },
  { pattern: /^@aws-sdk\//, kinds: ['platform'], instead: 'Files are reached through platform/files.ts.' },
  {
    pattern: /^node:/,
    kinds: ['verb', 'platform', 'database', 'process', 'seed', 'handler', 'action', 'test'],
    instead: 'Nouns, components and pages run anywhere.',
  },
];

/** Where an actor may be made: the gate has looked at the session, the desk's own stage of tests plays it. */
const MAKES_ACTORS = new Set(['app/admin/gate.ts', 'e2e/stage.ts']);

const DRAWERS = /(^|\/)(lib|libs|utils?|helpers?|common|shared|types|hooks|constants)(\/|\.tsx?$)/;

function roomOf(file: string): number {
  return (NEWSROOM as readonly string[]).indexOf(file.split('/')[1] ?? '');
}

/**
 * Why a file may not import another (a path of the house) or a package, or undefined where it may.
 * Nouns and verbs look to their own room and those to its left; verbs never ask each other inside one room but to share columns.
 */
export function refusal(file: string, imported: string): string | undefined {
  const kind = kindOf(file);
  if (!kind || kind === 'test' || kind === 'style' || kind === 'messages' || kind === 'generated') return undefined;
  const isOurs = existsSync(join(import.meta.dirname, imported.split('/')[0] ?? '')) && imported.includes('/');
  const target = isOurs ? kindOf(imported) : undefined;
  if (!isOurs) {
    const rule = PACKAGES.find(({ pattern }) => pattern.test(imported));
    return rule && !rule.kinds.includes(kind) ? `${file} may not import ${imported}. ${rule.instead}` : undefined;
  }
  if (!target) return `${file} may not import ${imported}, which belongs to no room.`;
  if (!MAY[kind].import.includes(target)) return `${file} (${kind}) may not import ${imported} (${target}). ${MAY[kind].instead}`;
  if (file.startsWith('newsroom/') && imported.startsWith('newsroom/') && roomOf(imported) > roomOf(file)) {
    return `${file} may not import ${imported}: rooms of the newsroom look only to their left (${NEWSROOM.join(', ')}). A later room learns of an earlier one’s doings through the outbox.`;
  }
  return undefined;
}

/** Files of the house by what they are made of. */
export function filesOfTheHouse(root: string): string[] {
  const below = (path: string): string[] =>
    statSync(path).isFile() ? [path] : readdirSync(path).flatMap((name) => below(join(path, name)));
  return ['app', 'components', 'enhance', 'i18n', 'newsroom', 'platform', 'processes', 'prisma/seed', 'e2e', 'bench']
    .map((room) => join(root, room))
    .filter(existsSync)
    .flatMap(below)
    .filter((path) => /\.(ts|tsx|mts|mjs)$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => relative(root, path));
}

/** What a file imports by value, as paths of the house or names of packages. Imports of types alone vanish when it runs, and do not count. */
export async function importsOf(root: string, file: string): Promise<string[]> {
  await init;
  const { code } = transformSync(readFileSync(join(root, file), 'utf8'), {
    loader: file.endsWith('x') ? 'tsx' : 'ts',
    jsx: 'automatic',
    // Keeps an import that is only used as a type inside a value import: verbatimModuleSyntax makes us mark those.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> };
  return parse(code)[0].flatMap(({ specifier: n }) => {
    if (!n) return [];
    if (n.startsWith('.')) return [posix.join(dirname(file), n)];
    if (!n.startsWith('#')) return [n];
    const [alias, target] = Object.entries(imports).find(([pattern]) => n.startsWith(pattern.split('*')[0] ?? '')) ?? [];
    if (!alias || !target) return [n];
    return [target.slice(2).replace('*', n.slice(alias.indexOf('*')))];
  });
}

/** Every breach of the walls, of the names and of the ban on circles, as sentences that say where the code belongs instead. */
export async function breaches(root: string): Promise<string[]> {
  const files = filesOfTheHouse(root);
  const graph = new Map<string, string[]>();
  const found: string[] = [];
  for (const file of files) {
    const imported = await importsOf(root, file);
    graph.set(file, imported);
    for (const name of imported) {
      const refused = refusal(file, name);
      if (refused) found.push(refused);
    }
    if (DRAWERS.test(file)) found.push(`${file}: no drawers; a helper lives with the noun it speaks about.`);
    if (/(^|\/)index\.tsx?$/.test(file)) found.push(`${file}: no barrels; import the file that has what you need.`);
    if (file.startsWith('newsroom/') && roomOf(file) < 0) found.push(`${file}: no such room of the newsroom.`);
    const source = readFileSync(join(root, file), 'utf8');
    if (/^['"]use client['"]/m.test(source) !== file.endsWith('.island.tsx')) {
      found.push(`${file}: a file runs in the browser if and only if it is called *.island.tsx.`);
    }
    if (/\bas Actor\b/.test(source) && !MAKES_ACTORS.has(file)) {
      found.push(`${file}: an actor is made by the gate alone, which has looked at the session.`);
    }
    if (file.endsWith('.island.tsx') && !file.startsWith('components/staff/')) found.push(`${file}: islands are for staff only.`);
  }
  return [...found, ...circles(graph)];
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
