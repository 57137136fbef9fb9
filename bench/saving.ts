import type { BenchHouse } from '#bench/bench-server';
import { median, quantile } from '#bench/measure';
import type { Block } from '#blocks/kinds';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { createArticle } from '#newsroom/editing/create-article';
import { publishArticle } from '#newsroom/editing/publish-article';
import { saveText } from '#newsroom/editing/save-text';
import { database } from '#platform/database';

const PARAGRAPHS = 40;
const WORDS = 50;
const REVISIONS = 50;
const SAMPLES = 200;
const WARMING = 20;

/** What a save of a long article takes the newsroom: 2,000 words, of which 50 revisions are kept; milliseconds. */
export async function measureSaving(_house: BenchHouse, progress: (note: string) => void) {
  await createSiteSettings();
  const editor = await actorFor('editor');
  const created = await createArticle(editor, { language: 'en', section: 'region' });
  if (!created.ok) throw new Error(created.why);
  const id = created.articleId;
  const paragraphs = Array.from({ length: PARAGRAPHS }, (_, index) => wordsOf(`paragraph${index}`));
  let version = 1;
  const save = async (isExplicit: boolean) => {
    const body = paragraphs.map((text): Block => ({ type: 'paragraph', text: [{ text }] }));
    const text = { headline: 'A long article', standfirst: '', body, source: 'Paper' };
    const saved = await saveText(editor, id, { text, base: version, isExplicit });
    if (!saved.ok) throw new Error(saved.why);
    version = saved.version;
  };
  const publish = async () => {
    const published = await publishArticle(editor, id, { version });
    if (!published.ok) throw new Error(published.why);
  };
  let edits = 0;
  const type = () => {
    const place = ++edits % PARAGRAPHS;
    paragraphs[place] = `${wordsOf(`paragraph${place}`)} and word${edits}`;
  };
  for (let count = 0; count < REVISIONS; count++) {
    type();
    await save(true);
  }
  await publish();

  const acts: Record<string, () => Promise<void>> = {
    autosave: () => save(false),
    save: () => save(true),
    publish,
  };
  const rows = [];
  for (const [what, act] of Object.entries(acts)) {
    const times: number[] = [];
    for (let count = -WARMING; count < SAMPLES; count++) {
      type();
      if (what === 'publish') await save(false);
      const begun = performance.now();
      await act();
      if (count >= 0) times.push(performance.now() - begun);
      await database().$executeRaw`DELETE FROM revision WHERE article_id = ${id} AND version <= (
        SELECT version FROM revision WHERE article_id = ${id} ORDER BY version DESC OFFSET ${REVISIONS} LIMIT 1)`;
    }
    rows.push({ what, p50: round(median(times)), p95: round(quantile(times, 0.95)) });
    progress(what);
  }
  return rows;
}

function wordsOf(name: string): string {
  return Array.from({ length: WORDS }, (_, index) => `${name}w${index}`).join(' ');
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
