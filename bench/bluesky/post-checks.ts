import { fork } from 'node:child_process';
import { once } from 'node:events';
import sharp from 'sharp';
import type { Scene } from '#bench/bluesky/scene';
import type { Language } from '#i18n/languages';
import { findPost } from '#newsroom/deliveries/channels/find-post';
import { saveChannelText } from '#newsroom/deliveries/channels/save-channel-text';
import { handOutEvents } from '#newsroom/deliveries/hand-out-events';
import { addNote } from '#newsroom/editing/add-note';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import { importPicture } from '#newsroom/media/import-picture';
import { database } from '#platform/database';
import { readStoredFile, storeFile } from '#platform/files';

const [PUT, DELETE] = ['com.atproto.repo.putRecord', 'com.atproto.repo.deleteRecord'];
/** Largest picture of a card, bytes. */
const LARGEST = 1_000_000;

/** What a story's post shows, and that there is one of it whatever gets lost. */
export async function checkPosts(scene: Scene): Promise<void> {
  const pictureId = await addPicture();
  await checkPost(scene, pictureId);
  await checkLargePictures(scene, pictureId);
  await checkOwnText(scene);
  await checkTexts(scene);
  await checkLostAnswers(scene);
  await checkKilledProcess(scene);
  await checkCorrectionAndWithdrawal(scene);
  await checkDeletedThere(scene);
}

async function addPicture(): Promise<string> {
  const bytes = await sharp({ create: { width: 1_600, height: 1_000, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const picture = await importPicture(bytes, { key: 'a lake', words: {} });
  if (!picture.ok) throw new Error(picture.why);
  return picture.id;
}

/** As people see and count it. */
function lengthOf(text: string): number {
  return [...new Intl.Segmenter('und').segment(text)].length;
}

async function checkPost(scene: Scene, lead: string): Promise<void> {
  const [headline, standfirst] = ['Սևանի մակարդակը բարձրացել է 🌊', 'Լիճը՝ լի։'];
  const story = await scene.publish({ lead, headline, standfirst });
  await scene.deliver();
  const [post, ...others] = await scene.postsOf(story);
  scene.check('a story is posted once', post !== undefined && others.length === 0, (await scene.last()).answer);
  if (!post) return;
  const { text, langs, embed, facets } = post.value;
  scene.check('with its text and language', text === `${headline}\n\n${standfirst}` && langs?.join() === 'hy');
  const { uri, title, description, thumb } = embed?.external ?? {};
  const isCard = uri === `https://paper.example/arm/post/${story.slug}` && title === headline;
  scene.check(
    'with a card of the link',
    isCard && description === standfirst && embed?.$type === 'app.bsky.embed.external',
  );
  scene.check('and no facets, as the link is in the card alone', facets === undefined);
  const blob = thumb && (await scene.account.blob(thumb.ref.$link));
  const isJpeg = thumb?.mimeType === 'image/jpeg' && blob?.length === thumb.size && blob[0] === 0xff;
  scene.check('with the picture, as others get it from the server', isJpeg, `${blob?.length} bytes`);
  const shown = await database().channelPost.findFirstOrThrow({ where: { articleId: story.id } });
  const link = `https://bsky.app/profile/paper.bench.test/post/${post.uri.split('/').at(-1)}`;
  scene.check('people are led to it', shown.url === link, shown.url);
  const file = (await findPost(story.id, shown.destinationId))?.post.pictures[0]?.file ?? '';
  const stored = await readStoredFile(file);
  scene.check('its picture is the stored one', !!blob && !!stored && Buffer.compare(blob, stored) === 0, file);
}

async function checkLargePictures(scene: Scene, lead: string): Promise<void> {
  for (const { what, size, isShown } of [
    { what: 'a picture as large as may be is in its card', size: LARGEST, isShown: true },
    { what: 'a card is without a picture that is larger', size: LARGEST + 1, isShown: false },
  ]) {
    const story = await scene.publish({ lead });
    const file = (await findPost(story.id, scene.channel))?.post.pictures[0]?.file ?? '';
    const jpeg = (await readStoredFile(file)) ?? new Uint8Array();
    const padded = new Uint8Array(size);
    // What comes after a picture's end is not looked at.
    padded.set(jpeg);
    await storeFile(file, padded);
    await scene.deliver();
    await storeFile(file, jpeg);
    const [post] = await scene.postsOf(story);
    const shown = post?.value.embed?.external.thumb?.size;
    scene.check(what, post !== undefined && shown === (isShown ? size : undefined), `${shown ?? 'no'} bytes`);
  }
}

async function checkOwnText(scene: Scene): Promise<void> {
  const story = await scene.publish();
  const text = 'Այլ խոսքերով 👍 #Սևան https://lake.example';
  const own = { channelId: scene.channel, articleId: story.id, seen: 0, text, isLeftOut: false };
  const saved = await saveChannelText(scene.admin, own);
  await scene.deliver();
  const [post] = await scene.postsOf(story);
  scene.check('a text of somebody’s own is posted as it is', saved.ok && post?.value.text === text);
}

async function checkLostAnswers(scene: Scene): Promise<void> {
  const story = await scene.publish();
  scene.proxy.loseAnswers(PUT, 2);
  await scene.deliver();
  const first = await scene.last();
  await scene.deliverLater();
  await scene.deliverLater();
  const posts = await scene.postsOf(story);
  const now = await scene.last();
  scene.check('two answers lost, sent three times: one post', posts.length === 1, `${first.answer}, then ${now.state}`);
  scene.check('which is known', now.state === 'sent');
}

async function checkKilledProcess(scene: Scene): Promise<void> {
  const story = await scene.publish();
  await handOutEvents();
  const done = scene.proxy.holdAnswer(PUT);
  const sender = fork('e2e/deliver-to-this-machine.ts', {
    ...{ execArgv: ['--disable-warning=ExperimentalWarning'], env: process.env },
  });
  await done;
  sender.kill('SIGKILL');
  await once(sender, 'exit');
  const before = await scene.last();
  await scene.deliverLater();
  const now = await scene.last();
  const posts = await scene.postsOf(story);
  scene.check(
    'a process killed before it had its answer: one post',
    posts.length === 1 && now.state === 'sent',
    `${before.state}, then ${now.state}`,
  );
}

async function checkTexts(scene: Scene): Promise<void> {
  const family = '👨‍👩‍👧‍👦';
  const texts: { what: string; language: Language; headline: string; length?: number }[] = [
    { what: 'Armenian', language: 'hy', headline: `${'Երևանում անձրև է։ '.repeat(20).slice(0, 298)}🌧🇦🇲`, length: 300 },
    { what: 'Armenian with ligatures and marks', language: 'hy', headline: 'և՞'.repeat(150), length: 300 },
    { what: 'Russian', language: 'ru', headline: `${'Ёлка и чай: всё ещё. '.repeat(20).slice(0, 299)}🎄`, length: 300 },
    { what: 'Russian with accents', language: 'ru', headline: 'за́мок '.repeat(50), length: 300 },
    { what: 'emoji with skin, flags and joiners', language: 'en', headline: '👍🏽🇦🇲❤️‍🔥'.repeat(50), length: 150 },
    { what: 'letters of India', language: 'en', headline: 'क्षत्रिय'.repeat(60) },
    { what: 'Russian, too long', language: 'ru', headline: 'Снег идёт третий день. '.repeat(30), length: 299 },
    { what: 'families, of 25 bytes each', language: 'en', headline: family.repeat(300) },
    { what: 'letters with thirty marks', language: 'en', headline: `a${'\u0301'.repeat(30)}`.repeat(300) },
  ];
  for (const { what, language, headline, length } of texts) {
    const story = await scene.publish({ language, headline });
    await scene.deliverLater();
    const [post] = await scene.postsOf(story);
    const text = post?.value.text ?? '';
    const { state, answer } = await scene.last();
    const isAsExpected = length === undefined || lengthOf(text) === length;
    const detail = post ? `${lengthOf(text)} characters, ${Buffer.byteLength(text)} bytes` : `${state}, ${answer}`;
    scene.check(`taken: ${what}`, post !== undefined && isAsExpected, detail);
  }
  const together = 'Ա'.repeat(298);
  const story = await scene.publish({ headline: together, standfirst: 'Բ' });
  await scene.deliverLater();
  const [post] = await scene.postsOf(story);
  scene.check('headline without the standfirst that is one character too much', post?.value.text === together);
}

async function checkCorrectionAndWithdrawal(scene: Scene): Promise<void> {
  const story = await scene.publish();
  await scene.deliver();
  const [post] = await scene.postsOf(story);
  if (!post) throw new Error('no post');
  await addNote(scene.admin, story.id, { kind: 'correction', text: 'Ուղղում. հինգ մետր 📏' });
  scene.proxy.loseAnswers(PUT, 1);
  await scene.deliver();
  await scene.deliverLater();
  const [reply, ...others] = await scene.repliesTo(post);
  const isOne = reply !== undefined && others.length === 0;
  scene.check('a correction whose answer was lost is one reply', isOne, (await scene.last()).state);
  const { root, parent } = reply?.value.reply ?? {};
  const isUnder = [root, parent].every((one) => one?.uri === post.uri && one.cid === post.cid);
  scene.check('with the post as its root and parent', isUnder);
  scene.check('and the correction as its text', reply?.value.text.endsWith('Ուղղում. հինգ մետր 📏') ?? false);
  await addNote(scene.admin, story.id, { kind: 'correction', text: 'Երկար ուղղում։ '.repeat(40) });
  await scene.deliver();
  const replies = await scene.repliesTo(post);
  const longest = replies.map(({ value }) => lengthOf(value.text));
  scene.check('a second one that is too long is cut', replies.length === 2 && longest.includes(300), String(longest));
  const from = scene.proxy.calls.length;
  await database().article.update({ where: { id: story.id }, data: { standfirst: 'Ուրիշ' } });
  await scene.deliver();
  const unchanged = await scene.last();
  const asked = scene.proxy.calls.slice(from).map(({ method }) => method);
  scene.check(
    'what does not show there asks nothing of the server',
    unchanged.answer === 'unchanged' && asked.length === 0,
    asked.join(', '),
  );
  await withdrawArticle(scene.admin, story.id, { notice: '', reason: 'wrong' });
  scene.proxy.loseAnswers(DELETE, 2);
  await scene.deliver();
  for (let tries = 0; tries < 2; tries++) await scene.deliverLater();
  const left = [...(await scene.postsOf(story)), ...(await scene.repliesTo(post))];
  const { state } = await scene.last();
  scene.check(
    'withdrawn: post and replies are gone, though answers were lost',
    left.length === 0 && state === 'withdrawn',
  );
}

async function checkDeletedThere(scene: Scene): Promise<void> {
  const story = await scene.publish();
  await scene.deliver();
  const [post] = await scene.postsOf(story);
  await scene.account.deletePost(post?.uri.split('/').at(-1) ?? '');
  await addNote(scene.admin, story.id, { kind: 'correction', text: 'Ուղղում' });
  await scene.deliver();
  const { state, answer } = await scene.last();
  scene.check('a post that somebody has deleted there is not corrected', state === 'left_out', answer);
  await withdrawArticle(scene.admin, story.id, { notice: '', reason: 'wrong' });
  await scene.deliver();
  scene.check('and is withdrawn without trouble', (await scene.last()).state === 'withdrawn');
}
