// Bluesky's own server for accounts, a PDS, with the directory of identities that it needs, on two ports of this machine.
// A process of its own, started by start-server.ts: what it needs is installed in a folder that is none of ours.
import { createRequire } from 'node:module';
import { Server } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Settings = { installed: string; data: string; port: number; directoryPort: number; jwtSecret: string };
type Startable = { start(): Promise<unknown> };

const { installed, data, port, directoryPort, jwtSecret } = JSON.parse(String(process.argv[2])) as Settings;
const { resolve } = createRequire(join(installed, 'package.json'));
const load = (name: string) => import(pathToFileURL(resolve(name)).href);

// Both would listen on every interface.
const listen: (this: Server, port: number, host: string) => Server = Server.prototype.listen;
Server.prototype.listen = function listenHere(this: Server, at: number) {
  return listen.call(this, at, '127.0.0.1');
} as typeof Server.prototype.listen;

const { PlcServer, Database } = (await load('@did-plc/server')).default as {
  PlcServer: { create(options: { db: unknown; port: number }): Startable };
  Database: { mock(): unknown };
};
const { PDS, envToCfg, envToSecrets } = (await load('@atproto/pds')) as {
  PDS: { create(config: unknown, secrets: unknown): Promise<Startable> };
  envToCfg(settings: object): unknown;
  envToSecrets(settings: object): unknown;
};

const settings = {
  ...{ port, hostname: 'bench.test', dataDirectory: data, blobstoreDiskLocation: join(data, 'blobs') },
  ...{ didPlcUrl: `http://127.0.0.1:${directoryPort}`, inviteRequired: false, rateLimitsEnabled: true },
  ...{ jwtSecret, adminPassword: 'of the bench', plcRotationKeyK256PrivateKeyHex: '1'.repeat(64) },
};
await PlcServer.create({ db: Database.mock(), port: directoryPort }).start();
const server = await PDS.create(envToCfg(settings), envToSecrets(settings));
await server.start();
process.send?.('ready');
process.on('disconnect', () => process.exit());
