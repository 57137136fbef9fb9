import assert from 'node:assert/strict';
import { actorFor } from '#e2e/test-data';
import { DayArticle } from '#e2e/writers-day/day-article';
import { assertSame } from '#e2e/writers-day/kept-texts';
import type { SpareWriters } from '#e2e/writers-day/spare-writers';
import type { Act, Day, Step } from '#e2e/writers-day/steps';
import { WritersWindow } from '#e2e/writers-day/writers-window';
import { createArticle } from '#newsroom/editing/create-article';
import { createTranslation } from '#newsroom/editing/create-translation';
import { publishDueArticles } from '#newsroom/editing/publish-due-articles';
import { thinRevisions } from '#newsroom/editing/thin-revisions';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

const MINUTE = 60_000;

/**
 * Lives a day in the newsroom, on one article and perhaps its translation. After every step every text that was ever
 * acknowledged can be found as decision 066 promises, and readers get exactly what the publisher saw. Throws otherwise.
 */
export async function liveDay(day: Day, writers: SpareWriters): Promise<void> {
  const people = await Promise.all(day.roles.map((role, index) => actorFor(role, `Person ${index}`)));
  const [first] = people;
  assert(first, 'somebody works that day');
  const created = await createArticle(first, { language: 'en', section: 'region' });
  assert(created.ok);
  const newsroom = new DayOfPeople([...people, first], await DayArticle.of(created.articleId, first), writers);
  for (const step of day.steps) await newsroom.live(step);
  await newsroom.end();
}

class DayOfPeople {
  /** Whose each window is. */
  readonly #owners: Actor[];
  readonly #windows = new Map<string, WritersWindow>();
  readonly #articles: [DayArticle, ...DayArticle[]];
  readonly #tools: { newWord: () => string; writers: SpareWriters };
  #words = 0;

  constructor(owners: Actor[], article: DayArticle, writers: SpareWriters) {
    this.#owners = owners;
    this.#articles = [article];
    this.#tools = { newWord: () => `word${++this.#words}`, writers };
  }

  async live({ minutes, acts }: Step): Promise<void> {
    if (minutes > 0) await this.#pass(minutes);
    const isAlone = acts.length === 1 && minutes === 0;
    // Two things at the same moment are not done in one window.
    const doing = new Map(acts.map((act) => [this.#keyOf(act), act]));
    await Promise.all([
      ...[...doing.values()].map((act) =>
        this.#do(isAlone || act.verb !== 'kill' ? act : { ...act, verb: 'save' }, isAlone),
      ),
      ...(minutes > 0 ? [publishDueArticles(), publishDueArticles()] : []),
    ]);
    await publishDueArticles();
    for (const article of this.#articles) await article.check(isAlone);
    while ((await thinRevisions(100)) > 0);
    for (const { kept } of this.#articles) await kept.check();
  }

  async end(): Promise<void> {
    await database().story.deleteMany({ where: { articles: { some: { id: this.#articles[0].id } } } });
  }

  #articleOf({ isTranslation }: Act): DayArticle {
    return (isTranslation && this.#articles[1]) || this.#articles[0];
  }

  #keyOf(act: Act): string {
    return `${act.window % this.#owners.length} on ${this.#articleOf(act).id}`;
  }

  async #do(act: Act, isAlone: boolean): Promise<void> {
    const key = this.#keyOf(act);
    const owner = this.#owners[act.window % this.#owners.length];
    assert(owner, 'each window is somebody’s');
    const window = this.#windows.get(key) ?? (await WritersWindow.open(owner, this.#articleOf(act), this.#tools));
    this.#windows.set(key, window);
    if (act.verb === 'translate') await this.#translate(owner);
    else if (await window.act(act, isAlone)) this.#windows.delete(key);
  }

  async #translate(actor: Actor): Promise<void> {
    const [article] = this.#articles;
    const created = await createTranslation(actor, article.id, 'ru');
    if (!created.ok) return;
    const translation = await DayArticle.of(created.articleId, actor);
    const { sourceVersion } = await database().article.findUniqueOrThrow({ where: { id: created.articleId } });
    assertSame(translation.kept.textOf(1), article.kept.textOf(sourceVersion ?? 0), 'it begins with its source');
    article.kept.keepForEver(sourceVersion ?? 0);
    this.#articles.push(translation);
  }

  /** Lets time pass for all that goes by the clock. */
  async #pass(minutes: number): Promise<void> {
    const ids = this.#articles.map(({ id }) => id);
    await database().$executeRaw`
      WITH revisions AS (
        UPDATE revision SET at = at - make_interval(mins => ${minutes}) WHERE article_id = ANY(${ids})
      ), copies AS (
        UPDATE working_copy SET changed_at = changed_at - make_interval(mins => ${minutes})
        WHERE article_id = ANY(${ids})
      )
      UPDATE article SET embargo_until = embargo_until - make_interval(mins => ${minutes}),
        published_at = CASE state WHEN 'scheduled' THEN published_at - make_interval(mins => ${minutes})
          ELSE published_at END
      WHERE id = ANY(${ids})`;
    for (const article of this.#articles) article.pass(minutes * MINUTE);
  }
}
