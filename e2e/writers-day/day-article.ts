import assert from 'node:assert/strict';
import { canonicalJson } from '#blocks/canonical-json';
import { assertSame, KeptTexts, textOf } from '#e2e/writers-day/kept-texts';
import { type Deed, NOT_PUBLIC, outcomesOf, type PublicText } from '#e2e/writers-day/public-text';
import type { Language } from '#i18n/languages';
import { findArticle } from '#newsroom/articles/find-article';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

/** An article of the day: what was acknowledged of it, and what its readers must get. */
export class DayArticle {
  readonly id: number;
  readonly language: Language;
  readonly kept: KeptTexts;
  readonly #slug: string;
  /** Saves whose process was killed. */
  readonly unanswered: { text: ReturnType<typeof textOf>; by: string }[] = [];
  deeds: Deed[] = [];
  public: PublicText = NOT_PUBLIC;
  #announced = 0;

  private constructor(id: number, language: Language, kept: KeptTexts, slug: string) {
    this.id = id;
    this.language = language;
    this.kept = kept;
    this.#slug = slug;
  }

  /** One that somebody has just created. */
  static async of(id: number, creator: Actor): Promise<DayArticle> {
    const slug = `day-${id}`;
    const article = await database().article.update({
      where: { id },
      data: { slug, slugChosen: true },
      include: { workingCopy: true },
    });
    assert(article.workingCopy, 'every article has a working copy');
    const kept = new KeptTexts(id, textOf(article.workingCopy), creator.id);
    return new DayArticle(id, article.language as Language, kept, slug);
  }

  pass(ms: number): void {
    this.kept.pass(ms);
    const { at, embargo } = this.public;
    this.public = { ...this.public, at: at && at - ms, embargo: embargo && embargo - ms };
  }

  /** That nothing acknowledged is lost, and that readers get what a publisher has seen. `isAlone`: one deed at most. */
  async check(isAlone: boolean): Promise<void> {
    await this.kept.check(this.unanswered.splice(0));
    const before = this.public;
    const row = await database().article.findUniqueOrThrow({ where: { id: this.id } });
    this.public = {
      state: row.state,
      text: row.state === 'draft' ? null : textOf(row),
      at: row.state === 'scheduled' ? (row.publishedAt?.getTime() ?? null) : null,
      embargo: row.embargoUntil?.getTime() ?? null,
    };
    const deeds = this.deeds.splice(0);
    const now = canonicalJson(this.public);
    const possible = outcomesOf(before, [...deeds, { did: 'come due' }]);
    if (!possible.some((one) => canonicalJson(one) === now)) assertSame([this.public], possible, 'what is published');
    assert(!(this.public.at && this.public.at <= Date.now()), 'what is due is published');
    await this.#checkReaders();
    await this.#checkAnnouncements(before, deeds, isAlone);
  }

  async #checkReaders(): Promise<void> {
    const found = await findArticle(this.language, this.#slug);
    const { state, text } = this.public;
    assert.equal(found.kind === 'story', state === 'published', `readers find ${found.kind} of what is ${state}`);
    if (found.kind === 'story') assertSame(textOf(found.article), text, 'readers get what is published');
  }

  /** Each publication and withdrawal once, and nothing else. */
  async #checkAnnouncements(before: PublicText, deeds: Deed[], isAlone: boolean): Promise<void> {
    const where = { concerns: 'article', slug: this.#slug } as const;
    const announced = await database().outboxEntry.count({ where });
    const count = announced - this.#announced;
    this.#announced = announced;
    if (!isAlone) return;
    const isNew = before.state !== 'published' || canonicalJson(before.text) !== canonicalJson(this.public.text);
    const isSeen = this.public.state === 'published' ? isNew : before.state === 'published';
    assert.equal(count, isSeen ? 1 : 0, `announced after ${deeds.map(({ did }) => did).join(', ') || 'nothing'}`);
  }
}
