import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchHouse } from '#bench/bench-server';
import { median, quantile } from '#bench/measure';
import { startMailServer } from '#e2e/mail-server';
import { database } from '#platform/database';

const SAMPLES = 200;
const WARMING = 20;
/** Between samples, so that what one has left to do does not weigh on the next, milliseconds. */
const PAUSE = 60;

type Form = { address: string; hidden: [string, string][] };

/**
 * Whether the door tells by its time who is on the staff: signing in with a wrong password and asking for a new one,
 * each for an e-mail that is known and for one that nobody has, by turns in an order of chance. Whole requests, as
 * somebody outside sees them; `nextPage` is a page that was asked for at once after the answer, while a letter is on
 * its way or is not.
 */
export async function measureSignInTimes(house: BenchHouse, progress: (note: string) => void) {
  const { createStaffMember } = await import('#e2e/test-data');
  const known = (await createStaffMember('editor', 'Boris')).email;
  const box = await startMailServer();
  const server = await house.startPortal({ SMTP_URL: box.url, MAIL_FROM: 'Paper <newsroom@paper.example>' });
  const signIn = await readForm(server.origin, '/admin/sign-in', 'password');
  const newPassword = await readForm(server.origin, '/admin/forgot-password', 'email');
  let strangers = 0;
  const emails = { known: () => known, unknown: () => known.replace('actor', `actor${100 + (strangers++ % 900)}`) };
  const times = { signIn: pair(), reset: pair(), nextPage: pair() };

  for (let n = -WARMING; n < SAMPLES; n++) {
    for (const who of chance(['known', 'unknown'] as const)) {
      const wrong = await timed(() =>
        send(server.origin, signIn, { email: emails[who](), password: 'not the password of anybody', to: '' }),
      );
      await sleep(PAUSE);
      const reset = await timed(() => send(server.origin, newPassword, { email: emails[who]() }));
      const nextPage = await timed(() => fetch(`${server.origin}/admin/sign-in`).then((answer) => answer.text()));
      await sleep(PAUSE);
      // Tries are counted, and after a few the door stays shut for everybody: that is not what is measured.
      await database().attempt.deleteMany();
      if (n < 0) continue;
      times.signIn[who].push(wrong);
      times.reset[who].push(reset);
      times.nextPage[who].push(nextPage);
    }
    progress(`${Math.max(0, n + 1)} of ${SAMPLES}`);
  }
  const due = SAMPLES + WARMING;
  for (const end = Date.now() + 10_000; box.letters.length < due && Date.now() < end; ) await sleep(PAUSE);
  if (box.letters.length !== due) throw new Error(`${box.letters.length} letters of ${due} have come`);
  box.close();
  await server.stop();
  return Object.entries(times).map(([what, { known, unknown }]) => ({
    what,
    knownP50: round(median(known)),
    unknownP50: round(median(unknown)),
    knownP95: round(quantile(known, 0.95)),
    unknownP95: round(quantile(unknown, 0.95)),
    ratioP50: round(median(known) / median(unknown), 3),
    // How often a known one took longer than an unknown one: 0.5 tells nothing.
    toldApart: round(shareAbove(known, unknown), 3),
  }));
}

function pair(): Record<'known' | 'unknown', number[]> {
  return { known: [], unknown: [] };
}

function chance<T>([one, other]: readonly [T, T]): T[] {
  return Math.random() < 0.5 ? [one, other] : [other, one];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** A form as a browser without a script sends it: with the address of its action in hidden fields. */
async function readForm(origin: string, address: string, field: string): Promise<Form> {
  const html = await (await fetch(origin + address)).text();
  const form = html.split('<form').find((part) => part.includes(`name="${field}"`)) ?? '';
  const hidden = [...form.matchAll(/<input type="hidden" name="(\$[^"]+)"(?: value="([^"]*)")?/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')],
  );
  if (hidden.length === 0) throw new Error(`${address} has no form`);
  return { address, hidden };
}

async function send(origin: string, { address, hidden }: Form, fields: Record<string, string>): Promise<void> {
  const body = new FormData();
  for (const [name, value] of [...hidden, ...Object.entries(fields)]) body.append(name, value);
  const answer = await fetch(origin + address, {
    method: 'POST',
    body,
    headers: { origin, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  });
  const text = await answer.text();
  if (answer.status !== 200 || !text.includes('class="message'))
    throw new Error(`${address} answered ${answer.status}`);
}

function shareAbove(values: number[], others: number[]): number {
  const above = values.map(
    (value) => others.filter((other) => value > other).length + others.filter((other) => value === other).length / 2,
  );
  return above.reduce((sum, count) => sum + count, 0) / (values.length * others.length);
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
