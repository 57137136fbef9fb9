import { beforeAll, expect, it } from 'vitest';
import { addSubscriber, createDueLetter } from '#e2e/letter-scene';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { hashOfAddress } from '#newsroom/letters/subscribers/mail-address';
import { deleteSubscriber } from '#newsroom/letters/subscribers/manage-subscribers';
import { leaveLetters } from '#newsroom/letters/subscribers/own-subscription';
import { manageToken } from '#newsroom/letters/subscribers/subscriber-token';
import type { Actor } from '#newsroom/permissions/actor';
import { erasePerson } from '#newsroom/privacy/erase-person';
import { exportPerson } from '#newsroom/privacy/export-person';
import { countRows, findPerson } from '#newsroom/privacy/find-person';
import { database } from '#platform/database';

let admin: Actor;

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
});

it('a subscriber is found, exported and erased by address; nobody else’s rows are touched', async () => {
  const anna = await addSubscriber('anna@one.example');
  const boris = await addSubscriber('boris@one.example');
  const letterId = await createDueLetter();
  for (const [position, subscriberId] of [anna, boris].entries())
    await database().letterRecipient.create({ data: { letterId, subscriberId, domain: 'one.example', position } });
  await leaveLetters(manageToken(anna), { words: 'Unsubscribe', place: '/en/letters', from: '192.0.2.7' });

  const counts = await countRows(await findPerson('Anna@One.example'));
  // The row, one consent, one letter; and the mark that no import brings the address back.
  expect(Object.fromEntries(counts)).toEqual({ subscribers: 3, suppressed: 1 });
  const exported = await exportPerson(admin, 'anna@one.example');
  if (!exported.ok) throw new Error(exported.why);
  const tables = exported.file.data.map(({ table }) => table);
  expect(tables.sort()).toEqual(['consent', 'letter_recipient', 'subscriber', 'suppressed_address']);
  expect(JSON.stringify(exported.file)).toContain('192.0.2.0/24');
  expect(JSON.stringify(exported.file)).not.toContain('boris');

  expect(await erasePerson(admin, 'anna@one.example')).toMatchObject({ ok: true });
  expect(await database().subscriber.findMany({ select: { address: true } })).toEqual([
    { address: 'boris@one.example' },
  ]);
  expect(await database().letterRecipient.count()).toBe(1);
  // What is left says nothing but that this address gets no letters.
  expect(await database().suppressedAddress.findMany({ select: { hash: true, reason: true } })).toEqual([
    { hash: hashOfAddress('anna@one.example'), reason: 'left' },
  ]);
});

it('who was deleted leaves the sums of letters as they were', async () => {
  const vera = await addSubscriber('vera@one.example');
  const { id: letterId } = await database().letter.findFirstOrThrow();
  await database().letterRecipient.create({
    data: { letterId, subscriberId: vera, domain: 'one.example', position: 9, state: 'sent' },
  });
  expect(await deleteSubscriber(admin, vera, { isBlocked: false })).toEqual({ ok: true });
  expect(await database().letterRecipient.count({ where: { letterId, state: 'sent', subscriberId: null } })).toBe(1);
});
