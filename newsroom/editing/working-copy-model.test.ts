import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Block } from '#blocks/kinds';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { findArticle } from '#newsroom/articles/find-article';
import { createArticle } from '#newsroom/editing/create-article';
import { publishArticle } from '#newsroom/editing/publish-article';
import { publishDueArticles } from '#newsroom/editing/publish-due-articles';
import { saveText } from '#newsroom/editing/save-text';
import { scheduleArticle, unscheduleArticle } from '#newsroom/editing/schedule-article';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

// Up to four editors save the same article at the same moment, each from the version they have seen last, and then one
// publishes, schedules or withdraws it. In whatever order PostgreSQL takes the saves, none is lost, readers see nothing
// but what was published, and each publication is announced once.

const editors: Actor[] = [];
beforeAll(async () => {
  await createSiteSettings();
  for (let index = 0; index < 4; index++) editors.push(await actorFor('editor', `Editor ${index}`));
});

function editor(number: number): Actor {
  const found = editors[number];
  if (!found) throw new RangeError(`no editor ${number}`);
  return found;
}

const words = (text: string): Block[] => [{ type: 'paragraph', text: [{ text }] }];
let texts = 0;

type Save = { who: number; isFresh: boolean; isExplicit: boolean };
/** Versions of an article as the model has them. */
type Versions = Map<number, { text: string; who: number; isExplicit: boolean }>;
type Round = { saves: Save[]; public: 'publish' | 'schedule' | 'unschedule' | 'due' | 'withdraw' | 'nothing' };

const round: fc.Arbitrary<Round> = fc.record({
  saves: fc.array(fc.record({ who: fc.nat(3), isFresh: fc.boolean(), isExplicit: fc.boolean() }), { maxLength: 4 }),
  public: fc.constantFrom('publish', 'schedule', 'unschedule', 'due', 'withdraw', 'nothing'),
});

it('no update is lost, no draft is out, each publication is announced once', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 6 }), async (rounds) => {
      const begun = await createArticle(editor(0), { language: 'en', section: 'region' });
      const id = begun.ok ? begun.articleId : 0;
      const slug = `model-${id}`;
      await database().article.update({ where: { id }, data: { slug, slugChosen: true } });
      const versions: Versions = new Map([[1, { text: '', who: 0, isExplicit: false }]]);
      const seen = [1, 1, 1, 1];
      let out: string | null = null;
      let scheduled: string | null = null;
      let announced = 0;

      for (const { saves, public: act } of rounds) {
        const before = Math.max(...versions.keys());
        const done = await Promise.all(
          saves.map(async ({ who, isFresh, isExplicit }) => {
            const base = isFresh ? before : (seen[who] ?? 1);
            const text = `text ${++texts}`;
            const save = { text: { headline: text, standfirst: '', body: words(text), source: '' }, base, isExplicit };
            return { who, base, text, isExplicit, answer: await saveText(editor(who), id, save) };
          }),
        );
        const taken = done.filter(({ answer }) => answer.ok);
        // From one base one wins, whoever it is; a writer who has not seen the newest never does.
        expect(taken.length).toBe(done.some(({ base }) => base === before) ? 1 : 0);
        for (const { who, base, text, isExplicit, answer } of done) {
          if (answer.ok) {
            expect([base, answer.version]).toEqual([before, before + 1]);
            versions.set(answer.version, { text, who, isExplicit });
            // An editor’s “Save” is what a scheduled article goes out with.
            if (isExplicit && scheduled !== null) scheduled = text;
          } else {
            expect(answer.why).toBe('conflict');
          }
          seen[who] = answer.ok ? answer.version : 'version' in answer ? answer.version : 1;
        }
        const version = Math.max(...versions.keys());
        const text = versions.get(version)?.text ?? '';

        const announcements = () => database().outboxEntry.count({ where: { concerns: 'article', slug } });
        const count = await announcements();
        if (act === 'publish') {
          const answer = await publishArticle(editor(1), id, { version });
          expect(answer.ok).toBe(text !== '');
          if (answer.ok) {
            announced = out === text ? 0 : 1;
            out = text;
            scheduled = null;
          } else announced = 0;
        } else if (act === 'schedule') {
          const answer = await scheduleArticle(editor(2), id, { version, at: new Date(Date.now() + 3_600_000) });
          expect(answer.ok).toBe(text !== '' && out === null && !(await isWithdrawn(id)));
          if (answer.ok) scheduled = text;
          announced = 0;
        } else if (act === 'unschedule') {
          expect((await unscheduleArticle(editor(0), id)).ok).toBe(scheduled !== null);
          scheduled = null;
          announced = 0;
        } else if (act === 'due') {
          await database().$executeRaw`
            UPDATE article SET published_at = now() - interval '1 second' WHERE id = ${id} AND state = 'scheduled'`;
          await Promise.all([publishDueArticles(), publishDueArticles()]);
          announced = scheduled === null ? 0 : 1;
          out = scheduled ?? out;
          scheduled = null;
        } else if (act === 'withdraw') {
          expect((await withdrawArticle(editor(3), id, { notice: '', reason: 'model' })).ok).toBe(out !== null);
          announced = out === null ? 0 : 1;
          out = null;
        } else announced = 0;
        expect((await announcements()) - count).toBe(announced);

        const found = await findArticle('en', slug);
        expect(found.kind === 'story' ? found.article.headline : null).toBe(out);
        await expectNothingLost(id, versions);
      }
      await database().article.delete({ where: { id } });
    }),
    { numRuns: 60 },
  );
});

async function isWithdrawn(id: number): Promise<boolean> {
  return (await database().article.findUniqueOrThrow({ where: { id }, select: { state: true } })).state === 'withdrawn';
}

/**
 * The newest version is the current text. Every other can be found among the revisions: each of these texts loses words
 * of the one before it.
 */
async function expectNothingLost(id: number, versions: Versions): Promise<void> {
  const { version, headline } = await database().workingCopy.findUniqueOrThrow({ where: { articleId: id } });
  expect(headline).toBe(versions.get(version)?.text);
  const revisions = await database().revision.findMany({ where: { articleId: id } });
  const kept = new Map(revisions.map((revision) => [revision.version, revision]));
  for (const [number, { text, isExplicit }] of versions) {
    if (text && (isExplicit || number < version)) expect([number, kept.get(number)?.headline]).toEqual([number, text]);
  }
  for (const { version, headline, body } of revisions) {
    const text = versions.get(version)?.text;
    expect([version, headline]).toEqual([version, text]);
    if (text) expect([version, body]).toEqual([version, words(text)]);
  }
}
