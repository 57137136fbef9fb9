import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { importFile } from '#e2e/export-file';
import { inFolder, wxr } from '#e2e/export-files';
import { createSiteSettings } from '#e2e/test-data';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { database } from '#platform/database';

beforeAll(async () => {
  await createSiteSettings();
});

it('imports what WordPress calls published as only some could read it, and each language by itself', async () => {
  await inFolder(async (folder) => {
    const path = join(folder, 'export.xml');
    const content = wxr({
      items: [
        { title: 'Paid', meta: { _jetpack_newsletter_access: 'paid_subscribers' } },
        { title: '[:hy]Լիճ[:ru]Озеро[:]', content: '[:hy]Լճի ջուրը[:ru]Вода озера[:]' },
        { title: 'English', content: 'Words', link: 'https://former.example/en/2024/05/06/story-3/' },
        {
          title: 'Notes',
          content: '<!-- wp:paragraph --><p>Text</p><!-- /wp:paragraph --><!-- wp:footnotes /-->',
          meta: { footnotes: '[{"content":"The note has five words","id":"a1"}]' },
        },
      ],
    });
    await writeFile(path, content);
    const { id, report } = await importFile(path);
    expect(report.reasons).toMatchObject({ private: 1 });
    expect(report.words.kept).toBe(report.words.source);
    const articles = await database().article.findMany({ orderBy: { id: 'asc' } });
    expect(articles.map(({ language, state, headline }) => [language, state, headline])).toEqual([
      ['hy', 'draft', 'Paid'],
      ['hy', 'published', 'Լիճ'],
      ['ru', 'published', 'Озеро'],
      ['en', 'published', 'English'],
      ['hy', 'published', 'Notes'],
    ]);
    expect(articles[1]?.storyId).toBe(articles[2]?.storyId);
    expect(JSON.stringify(articles[1]?.body)).not.toContain('Вода');
    expect(JSON.stringify(articles[4]?.body)).toContain('The note has five words');
    await undoImport(database(), id, () => {});
  });
});
