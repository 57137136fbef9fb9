import assert from 'node:assert/strict';
import type { DayArticle } from '#e2e/writers-day/day-article';
import { editText, isInOrder, type NewWord, wordsOf } from '#e2e/writers-day/edit-text';
import type { SpareWriters } from '#e2e/writers-day/spare-writers';
import type { Act, Edit } from '#e2e/writers-day/steps';
import { mergeTexts } from '#editor/saving/merge';
import { settleConflict } from '#editor/saving/settle-conflict';
import { type SaveResult, TextAutosave } from '#editor/saving/text-autosave';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { findRevision, listRevisions } from '#newsroom/editing/list-revisions';
import { publishArticle } from '#newsroom/editing/publish-article';
import { restoreRevision } from '#newsroom/editing/restore-revision';
import { saveText, type TextSave, type TextSaved } from '#newsroom/editing/save-text';
import { scheduleArticle, unscheduleArticle } from '#newsroom/editing/schedule-article';
import { setEmbargo } from '#newsroom/editing/set-embargo';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import { type ArticleText, articleText } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import type { Result } from '#newsroom/result';

const MINUTE = 60_000;

/** A window of somebody's browser on an article, with the autosave that the editor has there. */
export class WritersWindow {
  readonly #actor: Actor;
  readonly #article: DayArticle;
  readonly #newWord: NewWord;
  readonly #writers: SpareWriters;
  readonly #autosave: TextAutosave;
  /** When the process that saves next is killed, ms after it was asked. */
  #killedAfter: number | null = null;
  #saves: { text: ArticleText; isExplicit: boolean; answer: TextSaved }[] = [];

  private constructor(
    actor: Actor,
    article: DayArticle,
    opened: { text: ArticleText; version: number; slug: string },
    tools: { newWord: NewWord; writers: SpareWriters },
  ) {
    this.#actor = actor;
    this.#article = article;
    this.#newWord = tools.newWord;
    this.#writers = tools.writers;
    this.#autosave = new TextAutosave(opened, {
      send: (text, base, isExplicit) => this.#send({ text, base, isExplicit }),
      keepCopy: () => {},
      changed: () => {},
    });
  }

  static async open(
    actor: Actor,
    article: DayArticle,
    tools: { newWord: NewWord; writers: SpareWriters },
  ): Promise<WritersWindow> {
    const copy = await findWorkingCopy(actor, article.id);
    assert(copy, 'all staff of the day may read all articles');
    return new WritersWindow(actor, article, copy, tools);
  }

  /** Does it; says whether the window has to be opened anew. `isAlone`: nobody else does anything meanwhile. */
  async act(act: Act, isAlone: boolean): Promise<boolean> {
    this.#saves = [];
    const willBeUpdated = isAlone && this.#article.public.state === 'scheduled' && this.#actor.role !== 'author';
    const isDone = await this.#do(act);
    this.#autosave.stop();
    if (willBeUpdated) this.#checkUpdated();
    return isDone;
  }

  async #do(act: Act): Promise<boolean> {
    const { verb, edits, minutes } = act;
    const { id } = this.#article;
    switch (verb) {
      case 'autosave':
      case 'save':
        // Some decide at once about what somebody else has changed, others write on.
        if (this.#autosave.state.theirs && act.isExplicit) return this.#settle(act);
        this.#write(edits);
        await this.#autosave.save(verb === 'save');
        return false;
      case 'kill':
        this.#write(edits);
        this.#killedAfter = act.killedAfter;
        await this.#autosave.save(act.isExplicit);
        this.#killedAfter = null;
        return false;
      case 'settle':
        return this.#settle(act);
      case 'restore':
        await this.#restore(act.revision);
        return true;
      case 'publish':
      case 'schedule':
        await this.#publish(act);
        return false;
      case 'unschedule':
        this.#note({ did: 'unschedule' }, await unscheduleArticle(this.#actor, id));
        return false;
      case 'withdraw':
        this.#note({ did: 'withdraw' }, await withdrawArticle(this.#actor, id, { notice: '', reason: 'day' }));
        return false;
      case 'embargo': {
        const until = act.isAllowed ? null : inMinutes(minutes);
        this.#note(
          { did: 'embargo', until },
          await setEmbargo(this.#actor, id, until === null ? null : new Date(until)),
        );
        return false;
      }
      default:
        return true;
    }
  }

  #note(deed: DayArticle['deeds'][number], { ok }: { ok: boolean }): void {
    if (ok) this.#article.deeds.push(deed);
  }

  #write(edits: Edit[]): void {
    for (const edit of edits) this.#autosave.write(editText(this.#autosave.text, edit, this.#newWord));
  }

  async #send(save: TextSave): Promise<SaveResult> {
    const text = articleText.parse(save.text);
    const { id, unanswered, deeds } = this.#article;
    const answer =
      this.#killedAfter === null
        ? await saveText(this.#actor, id, save)
        : await this.#writers.saveAndDie(this.#actor, id, save, this.#killedAfter);
    if (!answer) {
      unanswered.push({ text, by: this.#actor.id });
      if (save.isExplicit) deeds.push({ did: 'perhaps update', text });
      return { kind: 'unreachable' };
    }
    this.#saves.push({ text, isExplicit: save.isExplicit, answer });
    if (answer.ok) {
      this.#acknowledge(answer, text, save.isExplicit);
      const { version, slug, publishedVersion } = answer;
      return { kind: 'saved', version, slug, publishedVersion, removed: 0 };
    }
    if (answer.why !== 'conflict') return { kind: 'refused', why: 'not-allowed' };
    return { kind: 'conflict', version: answer.version, text: answer.text, byName: answer.byName };
  }

  #acknowledge(answer: TextSaved & { ok: true }, text: ArticleText, isExplicit: boolean): void {
    const { version, publishedVersion } = answer;
    this.#article.kept.acknowledge(version, { text, by: this.#actor.id, isForEver: isExplicit });
    if (isExplicit && publishedVersion === version) this.#article.deeds.push({ did: 'update', text });
  }

  async #settle({ choice, edits }: Act): Promise<boolean> {
    const { theirs } = this.#autosave.state;
    if (!theirs) {
      this.#write(edits);
      await this.#autosave.save(false);
      return false;
    }
    const texts = {
      base: articleText.parse(this.#autosave.base),
      theirs: theirs.text,
      mine: articleText.parse(this.#autosave.text),
    };
    await settleConflict(this.#autosave, choice, (text) => this.#autosave.write(text));
    const [saved] = this.#saves;
    if (choice === 'both' && saved) checkMerged(texts, saved.text);
    return false;
  }

  async #restore(which: number): Promise<void> {
    const revisions = await listRevisions(this.#actor, this.#article.id);
    const version = revisions[which % Math.max(1, revisions.length)]?.version;
    const text = version && (await findRevision(this.#actor, this.#article.id, version));
    if (!text) return;
    const base = this.#autosave.state.version;
    const answer = await restoreRevision(this.#actor, this.#article.id, { version, base });
    if (!answer.ok) return;
    const isNew = this.#article.kept.textOf(answer.version) === undefined;
    this.#acknowledge(answer, text, true);
    // What it replaces is kept too, so that restoring can be undone.
    if (isNew) this.#article.kept.keepForEver(base);
  }

  async #publish({ verb, minutes, isAllowed }: Act): Promise<void> {
    if (!(await this.#autosave.save(false))) return;
    const { version } = this.#autosave.state;
    const text = articleText.parse(this.#autosave.text);
    const allowed = { allowPlaceholders: isAllowed, allowUntranslated: isAllowed };
    const at = inMinutes(minutes);
    const answer: Result =
      verb === 'publish'
        ? await publishArticle(this.#actor, this.#article.id, { version, ...allowed })
        : await scheduleArticle(this.#actor, this.#article.id, { version, at: new Date(at), ...allowed });
    if (!answer.ok) return;
    this.#article.deeds.push(verb === 'publish' ? { did: 'publish', text } : { did: 'schedule', text, at });
    this.#article.kept.keepForEver(version);
  }

  /** “Save” of somebody who may schedule is what is scheduled, unless something is still to come or not translated. */
  #checkUpdated(): void {
    const saved = this.#saves.findLast(({ isExplicit }) => isExplicit);
    if (!saved?.answer.ok || this.#article.language !== 'en') return;
    const isFinished = saved.text.headline !== '' && saved.text.body.length > 0 && !wordsOf(saved.text).has('TK');
    if (isFinished) assert.equal(saved.answer.publishedVersion, saved.answer.version, 'Save updates what is scheduled');
  }
}

/** A whole minute, ms since 1970. */
function inMinutes(minutes: number): number {
  return Math.floor(Date.now() / MINUTE + minutes) * MINUTE;
}

/** All that either has written is in it, and nothing that either has deleted. */
function checkMerged(texts: { base: ArticleText; theirs: ArticleText; mine: ArticleText }, both: ArticleText): void {
  const { base, theirs, mine } = texts;
  const [old, one, other, merged] = [base, theirs, mine, both].map((text) => new Set(wordsOf(text).keys()));
  if (!old || !one || !other || !merged) return;
  const lost = [...one, ...other].filter((word) => !old.has(word) && !merged.has(word));
  assert.deepEqual(lost, [], 'what either has written is in the merged text');
  const isMoved = !isInOrder(base, theirs) || !isInOrder(base, mine);
  if (isMoved || mergeTexts(base, theirs, mine).conflicts > 0) return;
  const back = [...old].filter((word) => !(one.has(word) && other.has(word)) && merged.has(word));
  assert.deepEqual(back, [], 'what either has deleted is not in the merged text');
}
