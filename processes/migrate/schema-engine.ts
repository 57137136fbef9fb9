import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

type Engine = Awaited<ReturnType<typeof bindings.SchemaEngine.new>>;

const SCHEMA = join(import.meta.dirname, '../../prisma/schema');
const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations');
const NO_FILTERS = { externalTables: [], externalEnums: [] };

let loaded = false;

/** The .wasm is instantiated by hand: its own entry file expects a bundler. */
async function load(): Promise<void> {
  if (loaded) return;
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = readFileSync(join(dirname(file), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  });
  (bindings as unknown as { __wbg_set_wasm(wasm: unknown): void }).__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  loaded = true;
}

function schemaFiles(): { path: string; content: string }[] {
  return readdirSync(SCHEMA)
    .filter((name) => name.endsWith('.prisma'))
    .map((name) => ({ path: join(SCHEMA, name), content: readFileSync(join(SCHEMA, name), 'utf8') }));
}

function migrationsList(last?: string) {
  const directories = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => last === undefined || name <= last)
    .sort();
  return {
    baseDir: MIGRATIONS,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(MIGRATIONS, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: directories.map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(join(MIGRATIONS, path, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

/**
 * The stock adapter cuts a script at every semicolon, those inside function bodies too, and leaves half of it behind
 * when one piece fails. Sent whole, PostgreSQL parses it itself and runs it as one transaction.
 */
class WholeScripts extends PrismaPg {
  readonly #open: { dispose(): Promise<void> }[] = [];

  override async connect() {
    const adapter = await super.connect();
    this.#open.push(adapter);
    adapter.executeScript = async (script: string) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }

  /** The engine leaves its connections open. */
  async close(): Promise<void> {
    await Promise.all(this.#open.map((adapter) => adapter.dispose()));
  }
}

async function withEngine<T>(databaseUrl: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  await load();
  const factory = new WholeScripts({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  const engine = await bindings.SchemaEngine.new(
    { datamodels: schemaFiles().map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await factory.close();
  }
}

/**
 * Applies what prisma/migrations holds and the database lacks, as `prisma migrate deploy` would, and writes Prisma's
 * own _prisma_migrations; none after `last` if given. Returns the names applied. Throws when a migration fails
 * or an earlier one is marked failed.
 */
export function applyMigrations(databaseUrl: string, last?: string): Promise<string[]> {
  return withEngine(databaseUrl, async (engine) => {
    const result = await engine.applyMigrations({ migrationsList: migrationsList(last), filters: NO_FILTERS });
    return result.appliedMigrationNames;
  });
}

/**
 * The SQL that would make an empty database into what prisma/schema describes: the text a first migration starts from.
 */
export function schemaAsSql(databaseUrl: string): Promise<string> {
  return withEngine(databaseUrl, async (engine) => {
    const result = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: schemaFiles() },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    return result.stdout ?? '';
  });
}
