import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf, hashOf } from '#processes/build/fingerprint';
import { runCommand } from '#processes/build/run-command';

const PRISMA = 'prisma/build/index.js';
/** What Prisma makes of prisma/schema. It is in git: the portal runs without Prisma's command line. */
const CLIENT = 'generated/prisma';
const SOURCES = ['prisma/schema', 'node_modules/@prisma/client/package.json'];

/**
 * Generates the database client when prisma/schema has changed. Must run before anything imports it. Without Prisma's
 * command line, which is installed with the packages for development, the client in git is used as it is.
 */
export async function generateClientIfStale(): Promise<void> {
  if (!existsSync(join(import.meta.dirname, '../../node_modules', PRISMA))) return;
  const client = fingerprintOf(SOURCES, 'generated/prisma.made-from');
  if (!client.stale) return;
  await generate();
  client.done();
}

/** Generates the database client. Returns whether it was another one before: then git has not got this one. */
export async function regenerateClient(): Promise<boolean> {
  const before = hashOf([CLIENT]);
  await generate();
  fingerprintOf(SOURCES, 'generated/prisma.made-from').done();
  return hashOf([CLIENT]) !== before;
}

async function generate(): Promise<void> {
  // Generating needs no engine; naming any program keeps the command line from downloading one.
  await runCommand([PRISMA, 'generate'], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath });
}
