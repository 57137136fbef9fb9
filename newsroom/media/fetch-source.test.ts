import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRendition } from '#newsroom/media/create-rendition';
import { pictureFollower } from '#newsroom/media/follow-pictures';
import { importPicture } from '#newsroom/media/import-picture';
import { listOtherMachines, registerMachine } from '#newsroom/media/machines';
import { masterFile, renditionFile } from '#newsroom/media/picture';
import { database } from '#platform/database';
import { hasFile, readStoredFile, storeFile } from '#platform/files';
import { log } from '#platform/log';
import { isOurQuestion, signAnswer } from '#platform/machine-signature';

const OWN = 'http://10.0.0.1:3000';

vi.stubEnv('AUTH_SECRET', 'a secret of all machines of a portal');
vi.stubEnv('MACHINE_URL', OWN);

type Behaviour = (response: ServerResponse, file: string, request: IncomingMessage) => void;
const servers: Server[] = [];
let asked: string[] = [];

/** Another machine that behaves so; its address. */
async function startMachine(behave: Behaviour): Promise<string> {
  const server = createServer((request, response) => {
    const file = String(request.url).replace('/media/machines/', '');
    asked.push(file);
    expect(isOurQuestion(file, String(request.headers.authorization).replace('Machine ', ''))).toBe(true);
    behave(response, file, request);
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await registerMachine(address);
  return address;
}

const has =
  (files: Record<string, Uint8Array>): Behaviour =>
  (response, file) => {
    const bytes = files[file];
    response.writeHead(bytes ? 200 : 404, { 'x-machine-signature': signAnswer(file, bytes) }).end(bytes);
  };

let pictures = 0;

/** A picture that the database knows, and what its master was: there is no file of it here. */
async function addAway(width = 700, height = 500): Promise<{ id: string; master: Uint8Array }> {
  const background = { r: ++pictures, g: 90, b: 40 };
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
  const imported = await importPicture(bytes, { key: `away-${pictures}`, words: {}, renditions: 'later' });
  if (!imported.ok) throw new Error(imported.why);
  const { id } = imported;
  const master = (await readStoredFile(masterFile(id))) as Uint8Array;
  await rm(join(String(process.env.DATA_DIR), 'media', id), { recursive: true });
  return { id, master };
}

beforeEach(() => {
  asked = [];
});
afterEach(async () => {
  await database().machine.deleteMany();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => vi.unstubAllEnvs());

it('what is missing here is fetched from a machine that has it, once, and kept', async () => {
  const { id, master } = await addAway();
  await startMachine(has({}));
  await startMachine(has({ [masterFile(id)]: master }));
  expect(await createRendition(`${id}/wide-480.webp`)).toBe('created');
  expect(await sharp(await readStoredFile(`${id}/wide-480.webp`)).metadata()).toMatchObject({
    width: 480,
    height: 270,
  });
  expect(await readStoredFile(masterFile(id))).toEqual(master);
  asked = [];
  expect(await createRendition(`${id}/wide-320.webp`)).toBe('created');
  expect(asked).toEqual([]);
});

it('a master is as large as it is made, whatever the picture’s size', async () => {
  const { id, master } = await addAway(4_001, 1_667);
  await startMachine(has({ [masterFile(id)]: master }));
  expect(await createRendition(`${id}/square-96.jpg`)).toBe('created');
});

it('of a picture older than masters the largest file of the whole is fetched', async () => {
  const { id } = await addAway();
  const whole = renditionFile({ id, cut: '' }, 'whole', 700, 'jpg');
  const bytes = await sharp({ create: { width: 700, height: 500, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  await startMachine(has({ [whole]: bytes }));
  expect(await createRendition(`${id}/square-96.jpg`)).toBe('created');
  expect([await hasFile(whole), await hasFile(masterFile(id))]).toEqual([true, false]);
});

it('nobody has it: it is missing; asked again at once, nobody is asked', async () => {
  const { id } = await addAway();
  await startMachine(has({}));
  expect(await createRendition(`${id}/wide-480.avif`)).toBe('not-found');
  expect(asked).toEqual([masterFile(id), `${id}/whole-700.jpg`]);
  expect(await createRendition(`${id}/wide-480.webp`)).toBe('not-found');
  expect(asked).toHaveLength(2);
});

it('nobody is asked for what the database does not know, or no page refers to', async () => {
  const { id, master } = await addAway();
  await startMachine(has({ [masterFile(id)]: master }));
  expect(await createRendition(`${'0'.repeat(20)}/wide-480.avif`)).toBe('not-found');
  expect(await createRendition(`${id}/wide-481.avif`)).toBe('not-found');
  expect(asked).toEqual([]);
});

it('nobody is asked where MACHINE_URL is not set', async () => {
  const { id, master } = await addAway();
  await startMachine(has({ [masterFile(id)]: master }));
  vi.stubEnv('MACHINE_URL', '');
  expect(await createRendition(`${id}/wide-480.avif`)).toBe('not-found');
  vi.stubEnv('MACHINE_URL', OWN);
  expect(asked).toEqual([]);
});

const wrong: [string, Behaviour][] = [
  ['refuses', (response) => void response.writeHead(403).end()],
  ['is another program', (response) => void response.writeHead(404).end()],
  [
    'has another secret',
    (response) => void response.writeHead(200, { 'x-machine-signature': '0'.repeat(64) }).end('a'),
  ],
  ['leads elsewhere', (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['fails', (response) => void response.writeHead(503).end()],
  [
    'breaks off',
    (response) => {
      response.writeHead(200, { 'content-length': 100 }).write('a');
      setTimeout(() => response.destroy(), 20);
    },
  ],
  ['sends too much', (response) => void response.writeHead(200).end(Buffer.alloc(60_000_001))],
];

it.each(wrong)('a machine that %s is away, not one that has none: said once', async (_, behave) => {
  const { id, master } = await addAway();
  const warned = vi.spyOn(log(), 'warn').mockImplementation(() => {});
  await startMachine(behave);
  expect(await createRendition(`${id}/wide-480.avif`)).toBe('away');
  expect(await createRendition(`${id}/wide-480.webp`)).toBe('away');
  expect([asked.length, warned.mock.calls.length]).toEqual([1, 1]);
  expect(JSON.stringify(warned.mock.calls)).not.toContain('Machine ');
  // Another one has it.
  await startMachine(has({ [masterFile(id)]: master }));
  expect(await createRendition(`${id}/wide-480.jpg`)).toBe('created');
  warned.mockRestore();
});

it('a machine that is silent is waited for a few seconds, once', async () => {
  const { id } = await addAway();
  await startMachine(() => {});
  const begun = performance.now();
  expect(await createRendition(`${id}/wide-480.avif`)).toBe('away');
  expect(await createRendition(`${id}/wide-480.webp`)).toBe('away');
  expect(performance.now() - begun).toBeLessThan(6_000);
});

it.each([
  ['is of another size', () => sharp({ create: { width: 70, height: 50, channels: 3, background: 'red' } }).jpeg()],
  ['is no JPEG', () => sharp({ create: { width: 700, height: 500, channels: 3, background: 'red' } }).png()],
])('what %s is not kept', async (_, make) => {
  const { id } = await addAway();
  await startMachine(has({ [masterFile(id)]: await make().toBuffer() }));
  expect(await createRendition(`${id}/wide-480.avif`)).toBe('not-found');
  expect(await hasFile(masterFile(id))).toBe(false);
});

it('half a file, as a bad disk has it, is not kept', async () => {
  const { id } = await addAway();
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const whole = await sharp({ create: { width: 700, height: 500, channels: 3, background: 'red', noise } })
    .jpeg()
    .toBuffer();
  await startMachine(has({ [masterFile(id)]: whole.subarray(0, whole.length / 2) }));
  expect(await createRendition(`${id}/wide-480.avif`)).toBe('not-found');
  expect(await hasFile(masterFile(id))).toBe(false);
});

it('machines are those of a day, without this one; the others are forgotten', async () => {
  await registerMachine(OWN);
  await registerMachine('http://10.0.0.2:3000');
  await database().machine.createMany({
    data: [
      { address: 'http://10.0.0.3:3000', seenAt: new Date(Date.now() - 23 * 3_600_000) },
      { address: 'http://10.0.0.4:3000', seenAt: new Date(Date.now() - 25 * 3_600_000) },
    ],
  });
  expect(await listOtherMachines(OWN)).toEqual(['http://10.0.0.2:3000', 'http://10.0.0.3:3000']);
  await registerMachine(OWN);
  expect((await database().machine.findMany({ orderBy: { address: 'asc' } })).map(({ address }) => address)).toEqual([
    OWN,
    'http://10.0.0.2:3000',
    'http://10.0.0.3:3000',
  ]);
});

describe('a machine keeps in step with the others', () => {
  const { signal } = new AbortController();

  it('has what pictures are made from, and looks again for what it could not have', async () => {
    const [one, other] = [await addAway(), await addAway()];
    const files: Record<string, Uint8Array> = { [masterFile(one.id)]: one.master };
    let isDown = true;
    await startMachine((response, file, request) =>
      isDown && file === masterFile(other.id) ? response.destroy() : has(files)(response, file, request),
    );
    const follow = pictureFollower();
    await follow(signal);
    const isHere = () => Promise.all([one, other].map(({ id }) => hasFile(masterFile(id))));
    expect(await isHere()).toEqual([true, false]);
    files[masterFile(other.id)] = other.master;
    isDown = false;
    const later = performance.now() + 20_000;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => later);
    await follow(signal);
    expect(await isHere()).toEqual([true, true]);
    clock.mockRestore();
  });

  it('goes through a whole archive in steps, then through what is new', async () => {
    await database().picture.deleteMany();
    const { id, master } = await addAway();
    await database().$executeRaw`
      INSERT INTO picture (id, key, width, height, added_at)
      SELECT lpad(n::text, 20, '0'), n::text, 700, 500, '2020-01-01' FROM generate_series(1, 500) n`;
    vi.stubEnv('MACHINE_URL', '');
    const follow = pictureFollower();
    await follow(signal);
    vi.stubEnv('MACHINE_URL', OWN);
    await startMachine(has({ [masterFile(id)]: master }));
    await follow(signal);
    expect(await hasFile(masterFile(id))).toBe(true);
    // The 500 were not looked at again.
    expect(asked).toEqual([masterFile(id)]);
    const next = await addAway();
    await follow(signal);
    expect(asked).toContain(masterFile(next.id));
  });

  it('removes what somebody has deleted, and nothing else', async () => {
    const follow = pictureFollower();
    const store = async (id: string) => storeFile(masterFile(id), new Uint8Array([1]));
    const [deleted, again, unknown] = ['a', 'b', 'c'].map((letter) => letter.repeat(20)) as [string, string, string];
    for (const id of [deleted, again, unknown]) await store(id);
    await database().picture.create({ data: { id: again, key: again, width: 700, height: 500 } });
    const event = { actorName: 'Anna', event: 'picture.deleted', resource: 'picture', title: 'a.png' };
    await database().auditEntry.createMany({ data: [deleted, again].map((resourceId) => ({ ...event, resourceId })) });
    const left = () => Promise.all([deleted, again, unknown].map((id) => hasFile(masterFile(id))));
    await follow(signal);
    expect(await left()).toEqual([false, true, true]);
    await database().auditEntry.create({ data: { ...event, resourceId: unknown } });
    await follow(signal);
    expect(await left()).toEqual([false, true, false]);
  });
});
