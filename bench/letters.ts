// `node bench/letters.ts`: a digest to a thousand readers through Postfix, checked by OpenDKIM, delivered by Dovecot, with
// processes killed in between and what comes back read by IMAP. It says what does not hold, and ends with 1. Needs root
// and Debian's packages (apt-get install postfix opendkim dovecot-imapd dovecot-lmtpd).
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { hasMailServers, type MailServers, startMailServers } from '#bench/mail-servers';
import { writeResult } from '#bench/write-result';
import { startScriptedMailServer } from '#e2e/scripted-mail-server';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres } from '#processes/postgres/test-postgres';

const READERS = Number(process.env.READERS ?? 1_000);
/** Addresses that Dovecot does not know. */
const DEAD = 10;
const KILLS = 5;

if (!hasMailServers()) {
  console.log('Postfix, OpenDKIM and Dovecot are not installed here, or this is not root: nothing was looked at.');
  process.exit();
}
let failed = 0;
function check(what: string, holds: boolean, detail = ''): void {
  if (!holds) failed++;
  console.log(`${holds ? '✓' : '✗'} ${what}${detail && `: ${detail}`}`);
}

const postgres = await startTestPostgres({ quick: false });
const folder = mkdtempSync(join(tmpdir(), 'news-portal-letters-'));
Object.assign(process.env, {
  DATABASE_URL: postgres.url,
  DATA_DIR: folder,
  PUBLIC_URL: 'https://paper.example',
  MAIL_FROM: 'portal@paper.example',
  LOG_LEVEL: 'warn',
});
await migrate(postgres.url);
const { database } = await import('#platform/database');
const { actorFor, createSiteSettings, createStory } = await import('#e2e/test-data');
const { addSubscriber, createDueLetter } = await import('#e2e/letter-scene');
const { findLetterSettings, LETTER_SECRET } = await import('#newsroom/letters/settings/find-letter-settings');
const { saveLetterSettings } = await import('#newsroom/letters/settings/save-letter-settings');
const { NO_PLAN } = await import('#newsroom/letters/settings/letter-settings');
const { readReports } = await import('#newsroom/letters/bounces/read-reports');
const { findSums } = await import('#newsroom/letters/writing/list-letters');
const { saveLetter } = await import('#newsroom/letters/writing/save-letter');
const { encrypt } = await import('#platform/encryption');

const addresses = Array.from({ length: READERS }, (_, index) => `reader${index}@one.example`);
const dead = Array.from({ length: DEAD }, (_, index) => `nobody${index}@one.example`);
let servers: MailServers | undefined;
try {
  await createSiteSettings();
  for (let index = 0; index < 30; index++)
    await createStory({ slugs: { ru: `novost-${index}` }, publishedAt: new Date(Date.now() - index * 60_000) });
  const admin = await actorFor('administrator');
  process.env.SMTP_URL = 'smtp://127.0.0.1:1';
  const input = {
    ...{
      isOn: true,
      senderAddress: 'news@paper.example',
      replyTo: '',
      postalAddress: 'ул. Главная, 1',
      perMinute: 6_000,
    },
    ...{ returnPath: 'bounces@paper.example', signs: true, smtp: '', mailbox: '' },
    ...{ removesSmtp: false, removesMailbox: false },
    plans: [{ ...NO_PLAN, language: 'ru' as const, kind: 'daily' as const, isOn: true }],
  };
  const saved = await saveLetterSettings(admin, { seen: 0, ...input });
  if (!saved.ok) throw new Error(`${saved.why} ${saved.about}`);
  const dkim = (await findLetterSettings(admin))?.dkim;
  if (!dkim) throw new Error('no key');
  servers = await startMailServers(addresses, { senderDomain: 'paper.example', key: dkim });
  process.env.SMTP_URL = servers.smtp;
  for (const address of [...addresses, ...dead]) await addSubscriber(address, { language: 'ru' });
  const id = await createDueLetter({ language: 'ru' });
  const items = (await database().article.findMany({ select: { id: true } })).map((row) => ({
    ...{ articleId: row.id, noteId: null, line: '' },
  }));
  await saveLetter(admin, id, { seen: 1, subject: 'Дождь в горах и на равнине', intro: 'Добрый вечер!', items });

  const begun = performance.now();
  const kills = await sendWithKills(id);
  const seconds = (performance.now() - begun) / 1_000;
  const sums = await findSums(id);
  check('everybody has been handed over', sums.sent === READERS + DEAD, JSON.stringify(sums));
  await until(() => addresses.every((address) => servers?.lettersOf(address).length));
  const delivered = addresses.map((address) => servers?.lettersOf(address) ?? []);
  const twice = delivered.reduce((sum, letters) => sum + Math.max(0, letters.length - 1), 0);
  check(
    'every reader has the letter',
    delivered.every((letters) => letters.length > 0),
  );
  check('no more readers have it twice than processes were killed', twice <= kills, `${twice} of ${kills}`);
  const passed = delivered.flat().filter((letter) => /dkim=pass/.test(letter)).length;
  check('OpenDKIM finds every signature right', passed === delivered.flat().length, String(passed));
  check('mailauth does too, with the button signed', await isSignedAsAsked(delivered[0]?.[0] ?? '', dkim));
  const bytes = Math.max(...delivered.flat().map((letter) => letter.length));
  check('a letter with thirty stories is under 102 kB as it is sent', bytes < 102_000, String(bytes));

  await database().letterSettings.update({ where: { id: 1 }, data: { mailbox: encrypt(servers.imap, LETTER_SECRET) } });
  await until(async () => {
    await database().letterSettings.update({ where: { id: 1 }, data: { mailboxDueAt: new Date(0) } });
    await readReports({ isOnInternet: false });
    return (await database().suppressedAddress.count()) === DEAD;
  });
  const suppressed = await database().subscriber.count({
    where: { state: 'suppressed', address: { startsWith: 'nobody' } },
  });
  const trouble = (await database().letterSettings.findUnique({ where: { id: 1 } }))?.mailboxTrouble;
  check(
    'what came back has ended letters to addresses that there are not, and to no others',
    suppressed === DEAD,
    trouble || '',
  );
  check('the sums still add up', (await findSums(id)).bounced === DEAD, JSON.stringify(await findSums(id)));

  // Without kills, as it is on most days.
  const throughPostfix = await sendAgain('2026-01-01');
  const sink = await startScriptedMailServer();
  process.env.SMTP_URL = sink.url;
  const toSink = await sendAgain('2026-01-02');
  check('without kills everybody has it once', sink.taken.length === READERS, String(sink.taken.length));
  await sink.close();
  writeResult('letters', {
    ...{ readers: READERS, kills, twice, secondsWithKills: Math.round(seconds), bytes, signaturesRight: passed },
    bouncedByReport: suppressed,
    lettersAMinute: { throughPostfix, toOneThatOnlyTakes: toSink },
  });
  console.log(`${READERS + DEAD} letters in ${seconds.toFixed(1)} s with ${kills} kills`);
  console.log(`without: ${throughPostfix} a minute through Postfix, ${toSink} to a server that only takes them`);
} finally {
  await servers?.close();
  await database().$disconnect();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed > 0 ? 1 : 0);

function startSender(): ChildProcess {
  return fork('e2e/keep-sending-letters.ts', { execArgv: ['--disable-warning=ExperimentalWarning'], env: process.env });
}

/** Sends a letter by processes of which the first are killed at any moment. Returns how many were. */
async function sendWithKills(id: number): Promise<number> {
  let kills = 0;
  for (let runs = 0; runs < 50; runs++) {
    const child = startSender();
    const gone = once(child, 'exit');
    await once(child, 'message');
    await Promise.race([gone, sleep(runs < KILLS ? 600 + Math.random() * 1_200 : 240_000)]);
    if (child.exitCode === null && child.kill('SIGKILL')) kills++;
    await gone;
    const letter = await database().letter.update({ where: { id }, data: { leasedUntil: new Date(0) } });
    if (letter.state === 'sent') break;
  }
  return kills;
}

/** A letter of another day to the same readers; letters a minute. */
async function sendAgain(day: string): Promise<number> {
  await createStory({ slugs: { ru: `novost-${day}` } });
  await database().letter.create({ data: { kind: 'daily', language: 'ru', occasion: day, dueAt: new Date() } });
  const begun = performance.now();
  const child = startSender();
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`a process that sends ended with ${code}`);
  return Math.round((READERS / (performance.now() - begun)) * 60_000);
}

async function isSignedAsAsked(letter: string, { value }: { value: string }): Promise<boolean> {
  const { results } = await dkimVerify(Buffer.from(letter, 'latin1'), {
    resolver: async () => [[value]],
  });
  const own = results.find(({ signingDomain }) => signingDomain === 'paper.example');
  const signed = own?.signingHeaders?.keys.toLowerCase() ?? '';
  return (
    own?.status.result === 'pass' && signed.includes('list-unsubscribe:') && signed.includes('list-unsubscribe-post')
  );
}

async function until(holds: () => boolean | undefined | Promise<boolean>): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < 120_000; await sleep(500))
    if (await holds()) return;
}
