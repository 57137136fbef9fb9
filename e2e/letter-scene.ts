import { randomUUID } from 'node:crypto';
import type { Language } from '#i18n/languages';
import type { LetterKind } from '#newsroom/letters/kinds';
import { parseMailAddress } from '#newsroom/letters/subscribers/mail-address';
import { database } from '#platform/database';

/** Letters that are on, by a mail server of the environment (SMTP_URL); daily ones at 18:00 in each language. */
export async function turnLettersOn({ perMinute = 6_000, returnPath = '' } = {}): Promise<void> {
  const settings = {
    ...{ isOn: true, senderAddress: 'news@paper.example', postalAddress: '1 Main Street, Town', perMinute, returnPath },
  };
  await database().letterSettings.upsert({ where: { id: 1 }, create: settings, update: settings });
  for (const language of ['en', 'ru', 'hy'])
    for (const kind of ['daily', 'weekly', 'breaking'])
      await database().letterPlan.upsert({
        where: { language_kind: { language, kind } },
        create: { language, kind, isOn: true },
        update: { isOn: true, waits: false, minute: 1_080 },
      });
}

/** Somebody who gets letters. */
export async function addSubscriber(
  address: string,
  { language = 'en', kinds = ['daily'] }: { language?: Language; kinds?: LetterKind[] } = {},
): Promise<string> {
  const parsed = parseMailAddress(address);
  if (!parsed) throw new Error(`${address} is no address`);
  const id = randomUUID();
  await database().subscriber.create({
    data: { id, ...parsed, language, state: 'confirmed', subscriptions: { create: kinds.map((kind) => ({ kind })) } },
  });
  return id;
}

/** A letter of today that is due now. */
export async function createDueLetter({
  kind = 'daily',
  language = 'en',
}: {
  kind?: LetterKind;
  language?: Language;
} = {}): Promise<number> {
  const { id } = await database().letter.create({
    data: { kind, language, occasion: new Date().toISOString().slice(0, 10), dueAt: new Date() },
  });
  return id;
}

/** Nothing of letters is left. */
export async function clearLetters(): Promise<void> {
  await database().letter.deleteMany();
  await database().subscriber.deleteMany();
  await database().suppressedAddress.deleteMany();
  await database().mailDomain.deleteMany();
  await database().$executeRaw`DELETE FROM attempt`;
}
