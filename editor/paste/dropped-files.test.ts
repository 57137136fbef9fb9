// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { droppedFiles } from './dropped-files.ts';

const file = new File(['x'], 'image.png');
const clipboard = (html: string) => ({ getData: () => html, files: [file] }) as unknown as DataTransfer;

it.each([
  ['a file alone', ''],
  ['a picture of a page', '<meta charset="utf-8"><img src="https://example.org/a.png">'],
])('%s is brought', (_, html) => {
  expect(droppedFiles(clipboard(html))).toEqual([file]);
});

it.each([
  ['words of Word, which come with a picture of them', '<p class="MsoNormal">Words</p>'],
  ['cells of Excel', '<table><tr><td>1</td></tr></table>'],
  ['blocks of this editor', '<figure data-picture="a" data-story-blocks=""></figure>'],
])('%s are not', (_, html) => {
  expect(droppedFiles(clipboard(html))).toEqual([]);
});
