import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addSubscriber, clearLetters, createDueLetter, turnLettersOn } from '#e2e/letter-scene';
import { createSiteSettings } from '#e2e/test-data';
import { recordOutcome } from '#newsroom/letters/sending/record-outcome';
import { database } from '#platform/database';

/** How many seconds a domain rests after each of so many refusals in a row, of one reader after the other. */
async function restsAfter(answer: string, status: string, times: number): Promise<number[]> {
  const id = await createDueLetter();
  const held = { id, kind: 'daily', language: 'en', state: 'sending', holder: 'one' } as const;
  await database().mailDomain.create({ data: { domain: 'big.example', freeAt: new Date() } });
  const rests: number[] = [];
  for (let index = 0; index < times; index++) {
    const [address, domain] = [`reader${index}@big.example`, 'big.example'];
    const subscriberId = await addSubscriber(address);
    const recipient = await database().letterRecipient.create({
      data: { letterId: id, subscriberId, domain, position: 1, state: 'sending', tries: 1 },
    });
    const sent = { id: recipient.id, subscriberId, address, domain, tries: 1 };
    await recordOutcome(held, sent, { kind: 'later', answer, status });
    const row = await database().mailDomain.findUniqueOrThrow({ where: { domain } });
    rests.push(Math.max(0, Math.round((row.freeAt.getTime() - Date.now()) / 1_000)));
    await database().mailDomain.update({ where: { domain }, data: { freeAt: new Date() } });
  }
  expect(await database().letterRecipient.count({ where: { state: 'failed', tries: 1 } })).toBe(times);
  return rests;
}

beforeAll(async () => {
  await createSiteSettings();
  await turnLettersOn();
});
afterEach(clearLetters);

describe('a domain that puts off its readers', () => {
  it('for trouble of its own rests for minutes, up to half an hour: an hour costs few of them a try', async () => {
    expect(await restsAfter('421 4.7.28 unusual rate', '4.7.28', 7)).toEqual([60, 120, 240, 480, 960, 1_800, 1_800]);
  });

  it('since it has no room or no connection does too', async () => {
    expect(await restsAfter('452 4.3.1 no space left', '4.3.1', 1)).toEqual([60]);
    await clearLetters();
    expect(await restsAfter('451 4.4.1 no answer from the next', '4.4.1', 1)).toEqual([60]);
  });

  it('without saying whose fault it is rests for a minute at most', async () => {
    expect(await restsAfter('451 4.7.1 greylisted', '4.7.1', 6)).toEqual([5, 10, 20, 40, 60, 60]);
  });

  it('since one mailbox takes none does not rest: others’ do', async () => {
    expect(await restsAfter('452 4.2.2 mailbox full', '4.2.2', 3)).toEqual([0, 0, 0]);
  });
});
