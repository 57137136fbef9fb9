import { expect, it } from 'vitest';
import { database } from '#platform/database';
import { loadDemo } from '#seed/load-demo';

class Killed extends Error {}

async function storyIds(): Promise<number[]> {
  const stories = await database().story.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  return stories.map(({ id }) => id);
}

it('the demo goes on where a load was cut short, and deletes nothing of it', async () => {
  const killed = loadDemo((note) => {
    if (note.startsWith('demo stories 10 of')) throw new Killed();
  });
  await expect(killed).rejects.toThrow(Killed);
  const early = await storyIds();
  expect(early).toHaveLength(9);

  const { ok, ...result } = await loadDemo(() => {});
  expect(ok).toBe(true);
  const stories = await storyIds();
  expect(stories).toEqual(expect.arrayContaining(early));
  expect(result).toEqual({ loaded: { stories: stories.length, pictures: await database().picture.count() } });
  expect(await database().demoLoad.count()).toBe(0);
  expect(await database().page.count()).toBe(5);

  expect(await loadDemo(() => {})).toEqual({ ok: true, loaded: null });
  expect(await storyIds()).toEqual(stories);
}, 120_000);

it('without its settings a newspaper is refused, not replaced', async () => {
  const before = await storyIds();
  await database().siteSettings.deleteMany();
  expect(await loadDemo(() => {})).toEqual({ ok: false, tables: expect.arrayContaining(['story', 'article', 'page']) });
  expect(await storyIds()).toEqual(before);
});
