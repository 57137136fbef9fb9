import assert from 'node:assert/strict';
import { parseBody } from '#blocks/body';
import { canonicalJson } from '#blocks/canonical-json';
import { wordsMissingIn } from '#e2e/writers-day/edit-text';
import type { ArticleText } from '#newsroom/editing/working-copy';
import { database } from '#platform/database';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;

type Acknowledged = { text: ArticleText; by: string; replacedAt: number; isForEver: boolean };
type Kept = { kind: string; at: number };

/** What was acknowledged of one article, and whether it can be found again as decision 066 promises. */
export class KeptTexts {
  readonly #articleId: number;
  /** By version. */
  readonly #acknowledged = new Map<number, Acknowledged>();
  /** Every revision that was ever seen. */
  readonly #kept = new Map<number, Kept>();

  constructor(articleId: number, text: ArticleText, by: string) {
    this.#articleId = articleId;
    this.acknowledge(1, { text, by, isForEver: false });
  }

  /** A save was answered with this version. */
  acknowledge(version: number, { text, by, isForEver }: Omit<Acknowledged, 'replacedAt'>): void {
    const known = this.#acknowledged.get(version);
    if (known) {
      assertSame(text, known.text, `version ${version} is one text`);
      known.isForEver ||= isForEver;
      return;
    }
    const before = this.#acknowledged.get(version - 1);
    if (before) before.replacedAt = Math.min(before.replacedAt, Date.now());
    // Answers to saves of one moment may come in any order.
    const replacedAt = this.#acknowledged.has(version + 1) ? Date.now() : Number.POSITIVE_INFINITY;
    this.#acknowledged.set(version, { text, by, isForEver, replacedAt });
  }

  /** A text that readers get or will get. */
  keepForEver(version: number): void {
    const known = this.#acknowledged.get(version);
    assert(known, `version ${version} was published and never acknowledged`);
    known.isForEver = true;
  }

  textOf(version: number): ArticleText | undefined {
    return this.#acknowledged.get(version)?.text;
  }

  pass(ms: number): void {
    for (const text of this.#acknowledged.values()) text.replacedAt -= ms;
    for (const revision of this.#kept.values()) revision.at -= ms;
  }

  /** `unanswered` are saves whose process was killed: each is there as a whole, or not at all. */
  async check(unanswered: { text: ArticleText; by: string }[] = []): Promise<void> {
    const where = { articleId: this.#articleId };
    const copy = await database().workingCopy.findUniqueOrThrow({ where });
    const rows = await database().revision.findMany({ where });
    for (const save of unanswered) {
      if (!this.#acknowledged.has(copy.version) && canonicalJson(save.text) === canonicalJson(textOf(copy)))
        this.acknowledge(copy.version, { ...save, isForEver: false });
    }
    assert.equal(copy.version, Math.max(...this.#acknowledged.keys()), 'the newest version is the last acknowledged');
    for (const row of [copy, ...rows])
      assertSame(textOf(row), this.#acknowledged.get(row.version)?.text, `version ${row.version} is as it was saved`);
    for (const { version, kind, at } of rows) this.#kept.set(version, { kind, at: at.getTime() });
    const there = new Set([copy.version, ...rows.map(({ version }) => version)]);
    for (const version of this.#acknowledged.keys()) this.#checkVersion(version, there);
  }

  #checkVersion(version: number, there: Set<number>): void {
    const { text, by, isForEver } = this.#acknowledged.get(version) as Acknowledged;
    const next = this.#acknowledged.get(version + 1);
    const isReplacedByOther = next !== undefined && next.by !== by;
    if (isForEver || isReplacedByOther || (next && isLargeLoss(text, next.text)))
      assert(there.has(version), `version ${version} is kept for ever`);
    const witness = [...this.#acknowledged.keys()]
      .sort((one, other) => one - other)
      .find(
        (later) =>
          later >= version &&
          (there.has(later) || this.#kept.has(later)) &&
          wordsMissingIn((this.#acknowledged.get(later) as Acknowledged).text, text).length === 0,
      );
    assert(witness, `the words of version ${version} can be found`);
    if (!there.has(witness)) this.#checkThinned(witness, there);
  }

  /** Of autosaves one in a quarter of an hour may be left after a day, and none after 90 days. */
  #checkThinned(version: number, there: Set<number>): void {
    const { kind, at } = this.#kept.get(version) as Kept;
    const { replacedAt } = this.#acknowledged.get(version) as Acknowledged;
    assert(['autosaved', 'interval'].includes(kind), `revision ${version}, which was ${kind}, is kept for ever`);
    assert(Date.now() - replacedAt > DAY, `version ${version} can be found for a day after it was replaced`);
    const quarter = Math.floor(at / QUARTER);
    const isLeft = [...this.#kept].some(
      ([later, { at }]) => later > version && there.has(later) && Math.floor(at / QUARTER) === quarter,
    );
    assert(isLeft || Date.now() - at > 90 * DAY - QUARTER, `of the quarter of version ${version} one text is kept`);
  }
}

/** More than the code asks for, which may see one word of them as being written. */
function isLargeLoss(older: ArticleText, newer: ArticleText): boolean {
  return wordsMissingIn(newer, older).length > 20;
}

export function textOf(row: { headline: string; standfirst: string; body: unknown; source: string }): ArticleText {
  const { headline, standfirst, body, source } = row;
  return { headline, standfirst, body: parseBody(body), source };
}

export function assertSame(actual: unknown, expected: unknown, what: string): void {
  const plain = (value: unknown) => JSON.parse(canonicalJson(value ?? null));
  assert.deepEqual(plain(actual), plain(expected), what);
}
