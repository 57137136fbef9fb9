import { createHmac } from 'node:crypto';
import { symmetricDecrypt } from 'better-auth/crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { actorFor } from '#e2e/test-data';
import { authentication, hashPassword, unlessRefused } from '#platform/authentication';
import { database } from '#platform/database';
import { deviceCookie, knownDevice } from '#platform/known-device';

const PASSWORD = 'a sentence to remember';
const EMAIL = 'a@paper.example';

async function colleague({ isSuspended = false, hasSecondFactor = false } = {}): Promise<string> {
  const { id } = await actorFor('editor');
  await database().staff.update({
    where: { id },
    data: { email: EMAIL, suspendedAt: isSuspended ? new Date() : null },
  });
  await database().account.create({
    data: {
      id: `account-${id}`,
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: await hashPassword(PASSWORD),
    },
  });
  if (hasSecondFactor) {
    const headers = cookiesOf(await signIn());
    await authentication().api.enableTwoFactor({ body: { password: PASSWORD }, headers });
    await authentication().api.verifyTOTP({ body: { code: await codeOf(id) }, headers });
    await database().session.deleteMany();
    // As if it had been turned on some time ago: the code of the moment is good.
    await database().twoFactor.updateMany({ data: { lastStep: null } });
  }
  return id;
}

async function signIn(email = EMAIL, password = PASSWORD): Promise<Response> {
  return authentication().api.signInEmail({ body: { email, password }, headers: new Headers(), asResponse: true });
}

/** What a browser would send back, cookies that have just ended left out. */
function cookiesOf(response: Response): Headers {
  const kept = response.headers.getSetCookie().filter((cookie) => !/Max-Age=0/i.test(cookie));
  return new Headers({ cookie: kept.map((cookie) => cookie.split(';')[0]).join('; ') });
}

/** RFC 6238, by hand: HMAC-SHA-1 of the half-minute. */
async function codeOf(userId: string, step = 0): Promise<string> {
  const row = await database().twoFactor.findFirstOrThrow({ where: { userId } });
  const { secretConfig } = await authentication().$context;
  const secret = await symmetricDecrypt({ key: secretConfig, data: row.secret });
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0');
}

const whoComesIn = (headers: Headers) => unlessRefused(authentication().api.getSession({ headers }));

beforeEach(async () => {
  await database().staff.deleteMany();
  await database().verification.deleteMany();
});

describe('signing in', () => {
  it('gives a new session each time, in a cookie for the server alone', async () => {
    await colleague();
    const [first, second] = [await signIn(), await signIn()];
    const session = first.headers.getSetCookie().find((cookie) => cookie.includes('session_token')) ?? '';
    expect(session).toMatch(/^__Secure-desk\.session_token=/);
    for (const attribute of [/; HttpOnly/i, /; Secure/i, /; SameSite=Lax/i, /; Path=\//i])
      expect(session).toMatch(attribute);
    expect(session).not.toMatch(/Domain/i);
    expect(second.headers.getSetCookie().find((cookie) => cookie.includes('session_token'))).not.toBe(session);
    expect((await whoComesIn(cookiesOf(first)))?.user.email).toBe(EMAIL);
  });

  it('marks the browser as one of the staff; signing out takes the mark away', async () => {
    await colleague();
    const came = await signIn();
    const mark = came.headers.getSetCookie().find((cookie) => cookie.startsWith('staff='));
    expect(mark).toMatch(/^staff=1; Max-Age=31536000; Path=\/; Secure; SameSite=Lax$/);
    const left = await authentication().api.signOut({ headers: cookiesOf(came), asResponse: true });
    expect(left.headers.getSetCookie().find((cookie) => cookie.startsWith('staff='))).toMatch(/^staff=; Max-Age=0/);
    expect(await database().session.count()).toBe(0);
    expect(await whoComesIn(cookiesOf(came))).toBeNull();
  });

  it('makes the browser known for this account alone, by a cookie that lets nobody in', async () => {
    await colleague();
    const came = await signIn();
    const cookie = came.headers.getSetCookie().find((set) => set.startsWith(`${deviceCookie(EMAIL)}=`)) ?? '';
    expect(cookie).toMatch(/; Max-Age=31536000; Path=\/admin; HttpOnly; Secure; SameSite=Lax$/);
    const value = decodeURIComponent(/=([^;]+)/.exec(cookie)?.[1] ?? '');
    expect(knownDevice(EMAIL, value)).toBe(value.split('.')[0]);
    expect(knownDevice('b@paper.example', value)).toBeUndefined();
    for (const forged of [undefined, '', value.slice(0, -1), `x${value}`, value.split('.')[0], `${value}.x`.slice(1)])
      expect(knownDevice(EMAIL, forged)).toBeUndefined();
    expect(deviceCookie('b@paper.example')).not.toBe(deviceCookie(EMAIL));
    const again = await signIn();
    expect(again.headers.getSetCookie().find((set) => set.startsWith(deviceCookie(EMAIL)))).not.toBe(cookie);
    expect(await whoComesIn(new Headers({ cookie: String(cookie.split(';')[0]) }))).toBeNull();
    const refused = await signIn(EMAIL, 'something else');
    expect(refused.headers.getSetCookie().filter((set) => set.startsWith('desk.device'))).toEqual([]);
  });

  it('answers alike after similar work for an unknown e-mail, a wrong password and a suspended person', async () => {
    await colleague({ isSuspended: true });
    const timed = async (email: string, password: string) => {
      const answer = await unlessRefused(
        authentication().api.signInEmail({ body: { email, password }, headers: new Headers() }),
      );
      const begun = process.cpuUsage();
      for (let n = 0; n < 3; n++)
        await unlessRefused(authentication().api.signInEmail({ body: { email, password }, headers: new Headers() }));
      return { answer, work: process.cpuUsage(begun).user };
    };
    const came = [
      await timed(EMAIL, PASSWORD),
      await timed(EMAIL, 'something else'),
      await timed('nobody@paper.example', PASSWORD),
    ];
    expect(came.map(({ answer }) => answer)).toEqual([null, null, null]);
    const work = came.map(({ work }) => work);
    // A scrypt is some 50 ms; what stands round it is a few.
    expect(Math.max(...work) / Math.min(...work)).toBeLessThan(2);
    expect(await database().session.count()).toBe(0);
  });

  it('is over at the next request once the session has been ended, or the person suspended', async () => {
    await colleague();
    const headers = cookiesOf(await signIn());
    await database().session.deleteMany();
    expect(await whoComesIn(headers)).toBeNull();
  });
});

describe('the second factor', () => {
  it('lets nobody in between the password and the code', async () => {
    const id = await colleague({ hasSecondFactor: true });
    const half = await signIn();
    expect(await half.json()).toMatchObject({ twoFactorRedirect: true });
    expect(await whoComesIn(cookiesOf(half))).toBeNull();
    expect(await database().session.count()).toBe(0);
    const whole = await authentication().api.verifyTOTP({
      body: { code: await codeOf(id) },
      headers: cookiesOf(half),
      asResponse: true,
    });
    expect((await whoComesIn(cookiesOf(whole)))?.user.email).toBe(EMAIL);
  });

  it('locks the account after ten wrong codes, however often the password is given anew', async () => {
    const id = await colleague({ hasSecondFactor: true });
    const wrong = async () =>
      unlessRefused(authentication().api.verifyTOTP({ body: { code: '000000' }, headers: cookiesOf(await signIn()) }));
    for (let n = 0; n < 10; n++) expect(await wrong()).toBeNull();
    const right = await unlessRefused<object>(
      authentication().api.verifyTOTP({ body: { code: await codeOf(id) }, headers: cookiesOf(await signIn()) }),
    );
    expect(right).toBeNull();
    const row = await database().twoFactor.findFirstOrThrow({ where: { userId: id } });
    expect(row.lockedUntil?.getTime()).toBeGreaterThan(Date.now() + 800_000);
    await database().twoFactor.updateMany({ data: { lockedUntil: new Date(Date.now() - 1_000) } });
    const later = await unlessRefused<object>(
      authentication().api.verifyTOTP({ body: { code: await codeOf(id, 1) }, headers: cookiesOf(await signIn()) }),
    );
    expect(later).not.toBeNull();
  });

  it('takes each code once, also from two at the same time; an earlier code counts as a wrong one', async () => {
    const id = await colleague({ hasSecondFactor: true });
    const give = async (code: string) =>
      unlessRefused<object>(authentication().api.verifyTOTP({ body: { code }, headers: cookiesOf(await signIn()) }));
    const code = await codeOf(id);
    const both = await Promise.all([give(code), give(code)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await give(code)).toBeNull();
    expect(await give(await codeOf(id, -1))).toBeNull();
    const row = await database().twoFactor.findFirstOrThrow({ where: { userId: id } });
    expect(row.failedVerificationCount).toBeGreaterThanOrEqual(2);
    expect(await give(await codeOf(id, 1))).not.toBeNull();
  });

  it('was proved with a code that lets nobody in afterwards', async () => {
    await colleague();
    const headers = cookiesOf(await signIn());
    await authentication().api.enableTwoFactor({ body: { password: PASSWORD }, headers });
    const { id } = await database().staff.findFirstOrThrow();
    const code = await codeOf(id);
    await authentication().api.verifyTOTP({ body: { code }, headers });
    expect(
      await unlessRefused<object>(
        authentication().api.verifyTOTP({ body: { code }, headers: cookiesOf(await signIn()) }),
      ),
    ).toBeNull();
  });

  it('can be a recovery code, of which each works once, even for two at once', async () => {
    const id = await colleague({ hasSecondFactor: true });
    const { backupCodes } = await authentication().api.viewBackupCodes({ body: { userId: id } });
    const give = async (code: string) =>
      unlessRefused<object>(
        authentication().api.verifyBackupCode({ body: { code }, headers: cookiesOf(await signIn()) }),
      );
    const both = await Promise.all([give(String(backupCodes[0])), give(String(backupCodes[0]))]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await give(String(backupCodes[0]))).toBeNull();
    expect(await give(String(backupCodes[1]))).not.toBeNull();
  });
});

describe('the log', () => {
  const lines = async () =>
    (await database().auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ event, address, actorName, detail }) => [
      event,
      `${actorName} ${address}`,
      ...Object.values(detail as object),
    ]);
  const from = (headers: Headers) => {
    const said = new Headers(headers);
    said.set('x-client-address', '192.0.2.9');
    return said;
  };
  const who = 'A editor 192.0.2.9';
  const come = () =>
    authentication().api.signInEmail({
      body: { email: EMAIL, password: PASSWORD },
      headers: from(new Headers()),
      asResponse: true,
    });

  beforeEach(() => database().auditEntry.deleteMany());

  it('tells who came in by what, and nothing of whoever has given the password alone', async () => {
    const id = await colleague({ hasSecondFactor: true });
    await database().auditEntry.deleteMany();
    await unlessRefused(
      authentication().api.signInEmail({ body: { email: EMAIL, password: 'wrong' }, headers: from(new Headers()) }),
    );
    const half = await come();
    expect(await lines()).toEqual([]);
    await authentication().api.verifyTOTP({ body: { code: await codeOf(id) }, headers: from(cookiesOf(half)) });
    const { backupCodes } = await authentication().api.viewBackupCodes({ body: { userId: id } });
    await authentication().api.verifyBackupCode({
      body: { code: String(backupCodes[0]) },
      headers: from(cookiesOf(await come())),
    });
    await database().staff.updateMany({ data: { twoFactorEnabled: false } });
    await come();
    expect(await lines()).toEqual(
      ['code', 'recoveryCode', 'password'].map((method) => ['account.signedIn', who, method]),
    );
  });

  it('tells once of a new password, of the second factor and of recovery codes', async () => {
    const id = await colleague();
    const body = { password: PASSWORD };
    let headers = from(cookiesOf(await come()));
    const next = (answer: Response) => {
      headers = from(cookiesOf(answer));
    };
    const { api } = authentication();
    await api.enableTwoFactor({ body, headers });
    next(await api.verifyTOTP({ body: { code: await codeOf(id) }, headers, asResponse: true }));
    await api.generateBackupCodes({ body, headers });
    next(await api.disableTwoFactor({ body, headers, asResponse: true }));
    await api.changePassword({
      body: { currentPassword: PASSWORD, newPassword: 'another sentence', revokeOtherSessions: true },
      headers,
    });
    const expected = ['twoFactorOn', 'recoveryCodesCreated', 'twoFactorOff', 'passwordChanged'].map((name) => [
      `account.${name}`,
      who,
    ]);
    expect(await lines()).toEqual([['account.signedIn', who, 'password'], ...expected]);
  });

  it('is written with what it tells of, or neither is', async () => {
    await colleague();
    await database().$executeRaw`ALTER TABLE audit_entry ADD CONSTRAINT silent CHECK (false) NOT VALID`;
    try {
      await expect(come()).rejects.toThrow('silent');
      expect(await database().session.count()).toBe(0);
    } finally {
      await database().$executeRaw`ALTER TABLE audit_entry DROP CONSTRAINT silent`;
    }
    expect((await come()).status).toBe(200);
  });
});

it('nothing that is in the database lets anybody in', async () => {
  await colleague({ hasSecondFactor: true });
  await signIn();
  await database().staff.updateMany({ data: { twoFactorEnabled: false } });
  const came = await signIn();
  expect(await whoComesIn(cookiesOf(came))).not.toBeNull();
  const tables = await database().$queryRaw<{ table: string; column: string }[]>`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns
    WHERE table_schema = 'public'
      AND table_name IN ('staff', 'session', 'account', 'verification', 'two_factor', 'passkey', 'account_link')`;
  const values = new Set<string>();
  for (const { table } of tables) {
    const rows = await database().$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
      `SELECT to_jsonb(t) AS row FROM "${table}" t`,
    );
    for (const { row } of rows) for (const value of Object.values(row)) if (value !== null) values.add(String(value));
  }
  expect(values.size).toBeGreaterThan(15);
  for (const value of values) {
    const encoded = encodeURIComponent(value);
    const cookie = `__Secure-desk.session_token=${encoded}; __Secure-desk.two_factor=${encoded}`;
    expect(await whoComesIn(new Headers({ cookie })), value).toBeNull();
    const signature = createHmac('sha256', '').update(value).digest('base64');
    const signed = `__Secure-desk.session_token=${encodeURIComponent(`${value}.${signature}`)}`;
    expect(await whoComesIn(new Headers({ cookie: signed })), value).toBeNull();
  }
});
