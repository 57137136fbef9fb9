import { setTimeout as sleep } from 'node:timers/promises';
import type { Machines } from '#bench/day/machines';
import { actorFor, createStory } from '#e2e/test-data';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { publishArticle } from '#newsroom/editing/publish-article';
import { saveText } from '#newsroom/editing/save-text';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';

/** A story every five minutes of a day that takes twenty. */
const PUBLISH_MS = 4_000;
/** An autosave of somebody who writes. */
const SAVE_MS = 500;

type Acknowledged = { what: string; at: number };

/** Somebody who publishes, and somebody who writes; all that they were told yes to. */
export class Staff {
  readonly #machines: Machines;
  readonly #onPublished: (slug: string) => void;
  readonly published: (Acknowledged & { visibleMs: number })[] = [];
  readonly saved: Acknowledged[] = [];
  refused = 0;
  #isAtWork = true;
  #work: Promise<unknown> | undefined;
  #written = 0;

  constructor(machines: Machines, onPublished: (slug: string) => void) {
    [this.#machines, this.#onPublished] = [machines, onPublished];
  }

  async begin(): Promise<void> {
    const actor = await actorFor('editor');
    const { articles } = await createStory({
      section: 'section-2',
      tags: [],
      slugs: { en: 'long-read' },
      state: 'draft',
    });
    this.#written = articles.en;
    this.#work = Promise.all([this.#publish(actor), this.#write(actor)]);
  }

  async end(): Promise<void> {
    this.#isAtWork = false;
    await this.#work;
  }

  /** What was acknowledged and is not there. */
  async lost(): Promise<string[]> {
    const origins = this.#machines.origins();
    const lost: string[] = [];
    for (const { what } of this.published)
      for (const origin of origins) if (!(await isThere(origin, what))) lost.push(`${origin}/en/post/${what}`);
    const revisions = await database().revision.findMany({
      where: { articleId: this.#written },
      select: { headline: true },
    });
    const copy = await database().workingCopy.findUnique({ where: { articleId: this.#written } });
    const last = this.saved.at(-1);
    // Autosaves that follow each other closely are one revision: each must be there or in a later one.
    if (last && copy?.headline !== last.what && !revisions.some(({ headline }) => headline === last.what))
      lost.push(`save “${last.what}”; there is “${copy?.headline}”`);
    return lost;
  }

  async #publish(actor: Actor): Promise<void> {
    for (let number = 1; this.#isAtWork; number++) {
      const begun = performance.now();
      const slug = `today-${number}`;
      try {
        const { articles } = await createStory({
          ...{ section: `section-${1 + (number % 8)}`, tags: [`tag-${1 + (number % 8)}`] },
          ...{ slugs: { en: slug }, state: 'draft' },
        });
        const version = (await findWorkingCopy(actor, articles.en))?.version ?? 0;
        const result = await publishArticle(actor, articles.en, { version });
        if (!result.ok) throw new Error('refused');
        const at = performance.now();
        this.#onPublished(slug);
        const visibleMs = await this.#untilVisible(slug, at);
        this.published.push({ what: slug, at: Date.now(), visibleMs });
      } catch {
        this.refused++;
      }
      await sleep(Math.max(0, PUBLISH_MS - (performance.now() - begun)));
    }
  }

  /** On the page of the story and in its section, on every machine that takes requests. */
  async #untilVisible(slug: string, from: number): Promise<number> {
    const waiting = new Set(this.#machines.origins());
    while (waiting.size > 0 && performance.now() - from < 10_000) {
      for (const origin of waiting) {
        if (!this.#machines.origins().includes(origin) || (await isThere(origin, slug))) waiting.delete(origin);
      }
      await sleep(10);
    }
    return Math.round(performance.now() - from);
  }

  async #write(actor: Actor): Promise<void> {
    let version = 0;
    for (let number = 1; this.#isAtWork; number++) {
      const headline = `Sentence ${number}`;
      try {
        version ||= (await findWorkingCopy(actor, this.#written))?.version ?? 0;
        const text = { headline, standfirst: '', body: [], source: 'Paper' };
        const result = await saveText(actor, this.#written, { text, base: version, isExplicit: number % 60 === 0 });
        if (result.ok) this.saved.push({ what: headline, at: Date.now() });
        if (result.ok || result.why === 'conflict') version = result.version;
      } catch {
        this.refused++;
      }
      await sleep(SAVE_MS);
    }
  }
}

async function isThere(origin: string, slug: string): Promise<boolean> {
  const response = await fetch(`${origin}/en/post/${slug}`).catch(() => undefined);
  return response?.status === 200 && (await response.text()).includes(`Headline of ${slug}`);
}
