import { randomUUID } from 'node:crypto';
import { parseBody } from '#blocks/body';
import { LANGUAGE_CODES, type Language, languageCodeOf } from '#i18n/languages';
import { storableText } from '#i18n/storable';
import { audioFile, audioFolder } from '#newsroom/audio/audio-file';
import { mp3Seconds } from '#newsroom/audio/mp3';
import { fingerprintOf, spokenText } from '#newsroom/audio/spoken-text';
import { database } from '#platform/database';
import { removeFiles, storeFile } from '#platform/files';
import { canSpeak, type Speech, speak } from '#platform/speech';

/** Longer than reading takes (platform/speech.ts), seconds. */
const LEASE = 900;
/** Only what is news is read, days after it was published. */
const DAYS = 30;
/** How long after a failure it is tried again, seconds; after the last not before the text is another. */
const WAITS = [60, 600, 3_600, 6 * 3_600];

type Taken = {
  articleId: number;
  language: string;
  version: number;
  headline: string;
  standfirst: string;
  body: unknown;
  hash: string;
  making: string;
  tries: number;
};

/** What was done: an audio was made, the text has none of its own, or it failed. */
export type AudioOutcome = 'made' | 'same' | 'failed';

/**
 * Makes the audio of one article that has none of its text as it is published; null where there is none to be made, or
 * nothing is set that reads aloud. Of all processes one makes each. Rejects when the database does.
 */
export async function makeNextAudio(read: typeof speak = speak): Promise<AudioOutcome | null> {
  const languages = LANGUAGE_CODES.filter(canSpeak);
  if (languages.length === 0) return null;
  const holder = randomUUID();
  const taken = await takeArticle(holder, languages);
  if (!taken) return null;
  const language = languageCodeOf(taken.language);
  const text = spokenText({ ...taken, body: parseBody(taken.body) });
  const hash = fingerprintOf(text, language);
  // Of somebody who ended before it was written down.
  if (taken.making && ![hash, taken.hash].includes(taken.making)) await removeAudio(taken.articleId, taken.making);
  if (hash === taken.hash) {
    await database().storyAudio.updateMany({
      where: { articleId: taken.articleId, lease: holder },
      data: { version: taken.version, state: 'made', tries: 0, making: '', lease: null, leasedUntil: new Date(0) },
    });
    return 'same';
  }
  await database().storyAudio.updateMany({
    where: { articleId: taken.articleId, lease: holder },
    data: { making: hash },
  });
  const spoken = await read(text, language);
  const seconds = spoken.ok ? mp3Seconds(spoken.bytes) : null;
  if (!spoken.ok || seconds === null) {
    await recordFailure(taken, holder, spoken.ok ? { ok: false, why: 'what came is no MP3' } : spoken);
    return 'failed';
  }
  await storeFile(audioFile(taken.articleId, hash), spoken.bytes);
  const recorded = await database().$executeRaw`
    UPDATE story_audio SET version = ${taken.version}, hash = ${hash}, making = '', bytes = ${spoken.bytes.length}::int,
      seconds = ${Math.round(seconds)}::int, state = 'made', tries = 0, answer = '', made_at = now(), lease = NULL,
      leased_until = now()
    WHERE article_id = ${taken.articleId} AND lease = ${holder}`;
  // Somebody else has it meanwhile, or the story has gone.
  if (recorded === 0) return 'failed';
  if (taken.hash) await removeAudio(taken.articleId, taken.hash);
  return 'made';
}

/** Removes the file of an audio. */
function removeAudio(articleId: number, hash: string): Promise<void> {
  return removeFiles(audioFolder(articleId, hash));
}

async function takeArticle(holder: string, languages: readonly Language[]): Promise<Taken | null> {
  const [taken = null] = await database().$queryRaw<Taken[]>`
    WITH next AS (
      SELECT a.id, a.language, a.published_at, w.published_version, a.headline, a.standfirst, a.body
      FROM article a JOIN working_copy w ON w.article_id = a.id LEFT JOIN story_audio s ON s.article_id = a.id
      WHERE a.state = 'published' AND a.removed_at IS NULL AND a.language = ANY (${[...languages]}::text[])
        AND a.published_at > now() - make_interval(days => ${DAYS}::int)
        AND (s.article_id IS NULL OR (
          s.version <> w.published_version AND s.state <> 'dropped' AND s.next_try_at <= now() AND s.leased_until <= now()
        ))
      ORDER BY a.published_at DESC LIMIT 1
    ), taken AS (
      INSERT INTO story_audio AS known (article_id, language, published_at, lease, leased_until)
      SELECT id, language, published_at, ${holder}, now() + make_interval(secs => ${LEASE}::int) FROM next
      ON CONFLICT (article_id) DO UPDATE SET lease = excluded.lease, leased_until = excluded.leased_until,
        published_at = excluded.published_at
      WHERE known.leased_until <= now()
      RETURNING article_id, hash, making, tries
    )
    SELECT next.id AS "articleId", language, published_version AS version, headline, standfirst, body, hash, making, tries
    FROM next JOIN taken ON article_id = next.id`;
  return taken;
}

async function recordFailure(taken: Taken, holder: string, { why }: Speech & { ok: false }): Promise<void> {
  const wait = WAITS[taken.tries];
  const answer = storableText(why.slice(0, 500));
  await database().$executeRaw`
    UPDATE story_audio SET state = 'failed', answer = ${answer}, making = '', lease = NULL, leased_until = now(),
      tries = CASE WHEN ${wait === undefined} THEN 0 ELSE tries + 1 END,
      -- Given up until the text is another one.
      version = CASE WHEN ${wait === undefined} THEN ${taken.version} ELSE version END,
      next_try_at = now() + make_interval(secs => ${wait ?? 0}::int)
    WHERE article_id = ${taken.articleId} AND lease = ${holder}`;
}
