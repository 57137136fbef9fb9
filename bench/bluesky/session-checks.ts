import type { Scene } from '#bench/bluesky/scene';
import { database } from '#platform/database';

const [CREATE_SESSION, REFRESH_SESSION] = ['com.atproto.server.createSession', 'com.atproto.server.refreshSession'];
/** Sessions are good for two hours, and renewed for ninety days. */
const [AFTER_TWO_HOURS, AFTER_NINETY_DAYS] = [3, 24 * 100];
/** A session opened for each would be more than the server allows in five minutes, thirty. */
const MANY = 40;
/** With which the server knows no session of before. */
const OTHER_SECRET = { jwtSecret: 'another secret' };

/** Signing in; it comes first, as the channel has a wrong password until then. */
export async function checkAccess(scene: Scene, password: string): Promise<void> {
  await scene.testAccess();
  const refused = await scene.last();
  const named = /^401 AuthenticationRequired /.test(refused.answer);
  scene.check(
    'a wrong password is a failure with the server’s words',
    refused.state === 'failed' && named,
    refused.answer,
  );
  await scene.changeSecret(password);
  await scene.deliverLater();
  const admitted = await scene.last();
  scene.check('an app password is admitted', admitted.state === 'sent' && admitted.answer === '@paper.bench.test');
  scene.check('nothing has been posted', (await scene.account.posts()).length === 0);
}

/** What becomes of a session, and of sign-ins. The server's clock stands a hundred days ahead afterwards. */
export async function checkSessions(scene: Scene, password: string): Promise<void> {
  await checkManyAtOnce(scene);
  await checkExpiry(scene);
  await checkOutage(scene);
  await checkRateLimit(scene);
  await checkRevokedPassword(scene);
  await checkSecrets(scene, password);
}

async function checkManyAtOnce(scene: Scene): Promise<void> {
  const from = scene.proxy.calls.length;
  const many = [];
  for (let number = 0; number < MANY; number++) many.push(await scene.publish({ language: 'ru' }));
  await scene.deliver();
  const addresses = new Set(
    (await scene.account.posts()).map(({ value }) => value.embed?.external.uri.split('/').at(-1)),
  );
  const posted = many.filter(({ slug }) => addresses.has(slug)).length;
  const waiting = await database().delivery.findFirst({ where: { destinationId: scene.channel, state: 'failed' } });
  const opened = scene.proxy.calls.slice(from).filter(({ method }) => method === CREATE_SESSION).length;
  const detail = `${posted} posted, ${opened} sessions opened${waiting ? `, ${waiting.answer}` : ''}`;
  scene.check(`${MANY} stories in a minute are posted, within the server’s limits`, posted === MANY, detail);
  await scene.deliverLater();
}

async function checkExpiry(scene: Scene): Promise<void> {
  for (const { what, prepare, expected } of [
    {
      what: 'an expired session is renewed, without the password',
      prepare: () => scene.server.shiftClock(AFTER_TWO_HOURS),
      expected: [REFRESH_SESSION],
    },
    {
      what: 'a session that cannot be renewed any more is opened again',
      prepare: () => scene.server.shiftClock(AFTER_NINETY_DAYS),
      expected: [REFRESH_SESSION, CREATE_SESSION],
    },
    {
      what: 'a session that the server does not know any more, too',
      prepare: async () => {
        await scene.server.stop();
        await scene.server.start(OTHER_SECRET);
      },
      expected: [REFRESH_SESSION, CREATE_SESSION],
    },
  ]) {
    await prepare();
    const from = scene.proxy.calls.length;
    const story = await scene.publish();
    await scene.deliver();
    const posts = await scene.postsOf(story);
    const called = scene.proxy.calls.slice(from);
    const sessions = called
      .filter(({ method }) => method.startsWith('com.atproto.server.'))
      .map(({ method }) => method);
    const refused = called
      .filter(({ error }) => error)
      .map(({ method, error }) => `${method.split('.').at(-1)} ${error}`);
    const holds = posts.length === 1 && sessions.join() === expected.join() && (await scene.last()).state === 'sent';
    scene.check(what, holds, `${refused.join(', ')}; ${sessions.map((method) => method.split('.').at(-1)).join(', ')}`);
  }
}

async function checkSecrets(scene: Scene, password: string): Promise<void> {
  const said = await database().delivery.findMany({ select: { answer: true } });
  const { config } = await database().destination.findUniqueOrThrow({ where: { id: scene.channel } });
  const words = JSON.stringify([said, config]);
  // Tokens begin with it.
  const isSilent = !words.includes(password) && !words.includes('eyJ');
  scene.check('no password or token stands in answers and settings', isSilent);
}

async function checkOutage(scene: Scene): Promise<void> {
  await scene.server.stop();
  const story = await scene.publish();
  await scene.deliver();
  const away = await scene.last();
  scene.check('the server is away: a failure that is tried again', away.state === 'failed', away.answer);
  await scene.server.start(OTHER_SECRET);
  await scene.deliverLater();
  scene.check('it is back: posted', (await scene.postsOf(story)).length === 1 && (await scene.last()).state === 'sent');
}

async function checkRateLimit(scene: Scene): Promise<void> {
  const body = JSON.stringify({ identifier: scene.account.handle, password: 'not it' });
  let status = 0;
  for (let tries = 0; tries < 50 && status !== 429; tries++) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${scene.server.url}/xrpc/${CREATE_SESSION}`, { method: 'POST', headers, body });
    status = answer.status;
    await answer.body?.cancel();
  }
  await scene.testAccess();
  const { state, answer, inSeconds } = await scene.last();
  await scene.stopLast();
  const isWaiting = state === 'failed' && /^429 RateLimitExceeded/.test(answer) && inSeconds > 60 && inSeconds <= 300;
  scene.check('too many sign-ins: tried again when the server says', isWaiting, `${answer}, in ${inSeconds} s`);
  const story = await scene.publish();
  await scene.deliverLater();
  scene.check(
    'stories are posted all the same, by the session that there is',
    (await scene.postsOf(story)).length === 1,
  );
}

async function checkRevokedPassword(scene: Scene): Promise<void> {
  // It has forgotten how many have signed in.
  await scene.server.stop();
  await scene.server.start(OTHER_SECRET);
  await scene.account.revokeAppPassword('portal');
  await scene.testAccess();
  const tested = await scene.last();
  scene.check(
    'an app password that was revoked is refused',
    tested.answer.startsWith('401 AuthenticationRequired'),
    tested.answer,
  );
  await scene.stopLast();
  const still = await scene.publish();
  await scene.deliverLater();
  scene.check('its session goes on until it expires', (await scene.postsOf(still)).length === 1);
  await scene.server.shiftClock(AFTER_NINETY_DAYS + AFTER_TWO_HOURS);
  const story = await scene.publish();
  await scene.deliverLater();
  const { state, answer } = await scene.last();
  const isRefused = state === 'failed' && answer.startsWith('401 AuthenticationRequired');
  scene.check('and nothing is posted with it once its session has expired', isRefused, answer);
  await scene.changeSecret(await scene.account.createAppPassword('portal, anew'));
  await scene.deliverLater();
  scene.check('a new one posts what was waiting', (await scene.postsOf(story)).length === 1);
}
