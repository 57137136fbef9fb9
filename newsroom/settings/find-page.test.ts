import { expect, it } from 'vitest';
import { findPage } from '#newsroom/settings/find-page';
import { listPageLinks } from '#newsroom/settings/list-page-links';
import { database } from '#platform/database';

const body = [{ type: 'paragraph', text: [{ text: 'Who we are.' }] }];
const words = (title: string) => ({ title, description: `${title}.`, body });

it('has the pages that are written in a language, in the order of the footer', async () => {
  await database().page.create({ data: { key: 'rules', texts: { create: [{ language: 'en', ...words('Rules') }] } } });
  await database().page.create({
    data: {
      key: 'about',
      texts: {
        create: [
          { language: 'en', ...words('About') },
          { language: 'ru', ...words('О газете') },
        ],
      },
    },
  });
  expect(await listPageLinks('en')).toEqual([
    { key: 'about', title: 'About', inFooter: true },
    { key: 'rules', title: 'Rules', inFooter: true },
  ]);
  expect(await listPageLinks('hy')).toEqual([]);
  expect(await findPage('ru', 'about')).toMatchObject({ title: 'О газете', description: 'О газете.', body });
  expect((await findPage('ru', 'about'))?.languages.sort()).toEqual(['en', 'ru']);
  expect(await findPage('ru', 'rules')).toBeNull();
  expect(await findPage('en', 'privacy')).toBeNull();
  expect(await findPage('en', 'no-such')).toBeNull();
});

it('takes nothing but a list of blocks for a body', async () => {
  const told = database().$executeRaw`INSERT INTO page_text VALUES ('about', 'hy', 'x', 'x', '{}')`;
  await expect(told).rejects.toThrow(/page_text_body_is_a_list/);
});
