import { describe, expect, it } from 'vitest';
import { parsePhpValue, phpEntries, phpEntry } from '#newsroom/transfer/wordpress/php-value';

describe('a serialised value of PHP', () => {
  it('is read, letters of every language too', () => {
    expect(parsePhpValue('a:2:{s:2:"hy";i:4;s:8:"Ջուր";s:1:"2";}')).toEqual({ hy: 4, Ջուր: '2' });
    expect(parsePhpValue('O:8:"stdClass":1:{s:4:"file";s:5:"a.jpg";}')).toMatchObject({ file: 'a.jpg' });
  });

  it('is read though somebody has replaced addresses in it', () => {
    const replaced =
      'a:2:{s:4:"file";s:9:"https://new.example/a \\"b\\".jpg";s:5:"sizes";a:1:{s:1:"m";s:3:"a-300x200.jpg";}}';
    expect(parsePhpValue(replaced)).toEqual({
      file: 'https://new.example/a \\"b\\".jpg',
      sizes: { m: 'a-300x200.jpg' },
    });
  });

  it.each([
    ['nothing', ''],
    ['text', 'a photo'],
    ['cut off', 'a:2:{s:2:"hy";i:4;'],
    ['deep', `${'a:1:{i:0;'.repeat(100_000)}i:1;${'}'.repeat(100_000)}`],
    ['of a length that nobody has', 'a:999999999:{i:0;i:1;}'],
    ['of many strings without an end', 's:1:"'.repeat(50_000)],
    ['longer than any', `s:1000001:"${'x'.repeat(1_000_001)}";`],
  ])('is undefined where it is %s', (_, text) => {
    expect(parsePhpValue(text)).toBeUndefined();
  });

  it('has keys of its own only', () => {
    const value = parsePhpValue('a:2:{s:9:"__proto__";a:1:{s:4:"file";s:1:"x";}s:11:"constructor";i:1;}');
    expect(phpEntry(value, 'file')).toBeUndefined();
    expect(phpEntry(value, 'toString')).toBeUndefined();
    expect(({} as Record<string, unknown>).file).toBeUndefined();
    expect(phpEntries('text')).toEqual([]);
  });
});
