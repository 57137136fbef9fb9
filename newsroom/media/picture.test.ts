import { expect, it } from 'vitest';
import {
  cropSize,
  formatOfFile,
  isShareable,
  renditionFile,
  renditionSizes,
  renditionsOf,
  sharingSize,
} from '#newsroom/media/picture';

it('cuts the largest part that has the ratio', () => {
  expect(cropSize({ width: 1600, height: 900 }, 'wide')).toEqual({ width: 1600, height: 900 });
  expect(cropSize({ width: 790, height: 1024 }, 'wide')).toEqual({ width: 790, height: 444 });
  expect(cropSize({ width: 1024, height: 484 }, 'square')).toEqual({ width: 484, height: 484 });
  expect(cropSize({ width: 790, height: 1024 }, 'whole')).toEqual({ width: 790, height: 1024 });
});

it('never enlarges, and ends with the full width of a small original', () => {
  expect(renditionSizes({ width: 1600, height: 900 }, 'wide').map(({ width }) => width)).toEqual([
    320, 480, 640, 960, 1320,
  ]);
  expect(renditionSizes({ width: 1024, height: 484 }, 'wide').map(({ width }) => width)).toEqual([320, 480, 640, 860]);
  expect(renditionSizes({ width: 50, height: 50 }, 'square')).toEqual([{ width: 50, height: 50 }]);
});

it('gives others one large size of each ratio', () => {
  const large = { width: 1600, height: 1200 };
  expect(sharingSize(large, 'wide')).toEqual({ width: 1320, height: 743 });
  expect(sharingSize(large, 'standard')).toEqual({ width: 1200, height: 900 });
  expect(sharingSize(large, 'square')).toEqual({ width: 1200, height: 1200 });
  expect(sharingSize(large, 'share')).toEqual({ width: 1200, height: 630 });
  expect(sharingSize({ width: 1024, height: 484 }, 'share')).toEqual({ width: 1200, height: 630 });
  expect([isShareable({ width: 1024, height: 484 }), isShareable({ width: 1024, height: 200 })]).toEqual([true, false]);
  expect(renditionsOf(large, 'square')).toContainEqual({ width: 1200, height: 1200, formats: ['jpg'] });
  expect(renditionsOf({ width: 150, height: 150 }, 'square').map(({ width }) => width)).toEqual([96, 150]);
});

it('knows its own file names and no others', () => {
  const id = '0123456789abcdef0123';
  expect(formatOfFile(renditionFile({ id, cut: '' }, 'wide', 640, 'avif'))).toBe('avif');
  expect(formatOfFile(renditionFile({ id, cut: '30x100' }, 'share', 1200, 'jpg'))).toBe('jpg');
  for (const name of [
    '../secret',
    `${id}/wide-640.svg`,
    `${id}/../x/wide-640.jpg`,
    `${id}/wide-640.jpg/..`,
    `${id}/wide-640.jpg\0`,
    '',
  ]) {
    expect(formatOfFile(name)).toBeUndefined();
  }
});
