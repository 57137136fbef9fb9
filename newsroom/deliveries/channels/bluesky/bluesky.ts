import { z } from 'zod';
import type { Ask } from '#newsroom/deliveries/channels/bluesky/call';
import { recordKey } from '#newsroom/deliveries/channels/bluesky/record-key';
import { openSession, type Session, signIn } from '#newsroom/deliveries/channels/bluesky/session';
import type { Account, Channel, Done, Post } from '#newsroom/deliveries/channels/channel';
import { graphemeLength, postText } from '#newsroom/deliveries/channels/post-text';
import { readStoredFile } from '#platform/files';

// The AT Protocol (docs.bsky.app). The secret is an app password.

const config = z.object({
  /** Where the account lives. */
  server: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://bsky.social'),
  /** Handle or DID. */
  name: z.string().regex(/^(did:[a-z]+:[\w.:%-]+|([a-z0-9-]+\.)+[a-z0-9-]+)$/i),
});

type Config = z.infer<typeof config>;

const LONGEST = 300;
/** Of 300 characters. An emoji of several people, or a letter with many accents, has more than this. */
const BYTES_OF_ONE = 10;
const COLLECTION = 'app.bsky.feed.post';
/** Largest picture that is taken, bytes. */
const PICTURE = 1_000_000;

const written = z.object({ uri: z.string(), cid: z.string() });

export const bluesky: Channel<Config> = {
  config,
  counts: 'graphemes',
  room: () => LONGEST,
  shows: (_, post) => ({ text: textOf(post), pictures: 0 }),
  // A record of a key that there is already is put in its own place.
  repeats: true,

  create: (account, post, message) =>
    withSession(account, async (session) => {
      const text = textOf(post);
      const key = recordKey(message);
      const made = await session.ask('com.atproto.repo.putRecord', {
        ...{ repo: session.did, collection: COLLECTION, rkey: key },
        record: { ...recordOf(post, text, message.createdAt), embed: await cardOf(session, post) },
      });
      // A correction that there was already is none of this post.
      return doneOf(made, { key, text: [text, post.correction].filter(Boolean).join('\n\n'), session });
    }),

  find: (account, message) =>
    withSession(account, async (session) => {
      const key = recordKey(message);
      const found = await session.ask('com.atproto.repo.getRecord', undefined, {
        ...{ repo: session.did, collection: COLLECTION, rkey: key },
      });
      if (found.ok) return doneOf(found, { key, text: '', session });
      return found.isNotThere ? { ok: true, remoteId: '', url: '', text: '', answer: 'not there' } : failed(found);
    }),

  /** A post cannot be changed there: a correction stands under it, and whatever else has changed is behind the link. */
  async edit(account, { remoteId, text: before }, post, message) {
    if (!post.correction || before.endsWith(post.correction))
      return { ok: true, remoteId, url: '', text: before, answer: 'unchanged' };
    return withSession(account, async (session) => {
      const text = `${textOf(post)}\n\n${post.correction}`;
      const [first = '', ...others] = remoteId.split(' ');
      const root = await session.ask('com.atproto.repo.getRecord', undefined, {
        ...{ repo: session.did, collection: COLLECTION, rkey: first },
      });
      if (!root.ok) return failed(root);
      const found = written.safeParse(root.result);
      // Cut, or of a proxy in between.
      if (!found.success) return { ok: false, why: 'no record' };
      const { uri, cid } = found.data;
      const key = recordKey(message);
      const said = textOf({ ...post, ownText: post.correction });
      const reply = { root: { uri, cid }, parent: { uri, cid } };
      const made = await session.ask('com.atproto.repo.putRecord', {
        ...{ repo: session.did, collection: COLLECTION, rkey: key },
        record: { ...recordOf(post, said, message.createdAt), reply },
      });
      const done = doneOf(made, { key: first, text, session });
      return done.ok ? { ...done, remoteId: [first, ...others, key].join(' ') } : done;
    });
  },

  remove: (account, remoteId) =>
    withSession(account, async (session) => {
      // What is not there is deleted all the same.
      for (const rkey of remoteId.split(' ')) {
        const gone = await session.ask('com.atproto.repo.deleteRecord', {
          repo: session.did,
          collection: COLLECTION,
          rkey,
        });
        if (!gone.ok) return failed(gone);
      }
      return { ok: true, remoteId, url: '', text: '', answer: 'deleted' };
    }),

  async test(account) {
    const session = await signIn(account);
    if (session.ok) return { ok: true, answer: `@${session.handle}` };
    return { ok: false, answer: session.why, retryAfterSeconds: session.retryAfterSeconds };
  },
};

async function withSession(account: Account<Config>, work: (session: Session) => Promise<Done>): Promise<Done> {
  const session = await openSession(account);
  return session.ok ? work(session) : { ok: false, why: session.why, retryAfterSeconds: session.retryAfterSeconds };
}

function textOf(post: Post): string {
  return postText({ ...post, correction: '' }, { longest: LONGEST, rest: 0, length });
}

/** The server counts characters that people see, and takes 3,000 bytes at most. */
function length(text: string): number {
  return Math.max(graphemeLength(text), Math.ceil(Buffer.byteLength(text) / BYTES_OF_ONE));
}

function recordOf({ language }: Post, text: string, createdAt: Date) {
  return { $type: COLLECTION, text, langs: [language], createdAt: createdAt.toISOString() };
}

/** The link as a card, with the picture where it is small enough. */
async function cardOf(session: Session, { url, headline, standfirst, pictures: [picture] }: Post) {
  const bytes = picture && (await readStoredFile(picture.file));
  const thumb = bytes && bytes.length <= PICTURE ? await session.upload(bytes, 'image/jpeg') : undefined;
  const external = { uri: url, title: headline, description: standfirst, ...(thumb !== undefined && { thumb }) };
  return { $type: 'app.bsky.embed.external', external };
}

function doneOf(answer: Ask, { key, text, session }: { key: string; text: string; session: Session }): Done {
  if (!answer.ok) return failed(answer);
  return { ok: true, remoteId: key, url: `https://bsky.app/profile/${session.handle}/post/${key}`, text, answer: '' };
}

function failed({ why, retryAfterSeconds, isNotThere }: Ask & { ok: false }): Done {
  return { ok: false, why, retryAfterSeconds, ...(isNotThere && { isFinal: true }) };
}
