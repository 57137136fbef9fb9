import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { entriesAt, entriesOf, inFolder, listOf, ofKind, wxr, zip } from '#e2e/export-files';
import { openSource } from '#newsroom/transfer/source/open-source';

const titles = async (content: string | Uint8Array) =>
  ofKind(await entriesOf(content), 'post').map(({ title }) => title);
const open = (content: string | Uint8Array) =>
  inFolder(async (folder) => {
    const path = join(folder, 'export');
    await writeFile(path, content);
    const source = await openSource(path);
    if (source.ok) source.close();
    return source;
  });

const EXPORT = wxr({ items: [{ title: 'Вода и Ջուր' }] });
const GHOST = JSON.stringify({
  db: [{ meta: { version: '5.0' }, data: { posts: [{ id: 'a', title: 'Wine', slug: 'wine' }] } }],
});

describe('what a file is', () => {
  it('its content says, not its name', async () => {
    await inFolder(async (folder) => {
      const names = {
        'a.jpg': EXPORT,
        'b.xml': GHOST,
        'c.zip': gzipSync(EXPORT),
        'd.json': zip([{ name: 'x.txt', content: EXPORT }]),
      };
      for (const [name, content] of Object.entries(names)) await writeFile(join(folder, name), content);
      const formats = Object.keys(names).map(async (name) => {
        const source = await openSource(join(folder, name));
        return source.ok && source.format;
      });
      expect(await Promise.all(formats)).toEqual(['wordpress', 'ghost', 'wordpress', 'wordpress']);
    });
  });

  it.each([
    ['nothing', '', 'not-an-export'],
    ['spaces', ' \n\n ', 'not-an-export'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-an-export'],
    ['prose', 'Dear editors,', 'not-an-export'],
    ['a table', 'name,email\na,b', 'not-an-export'],
    ['a page', '<!doctype html><html><body>Hi</body></html>', 'unknown-format'],
    ['another XML', '<?xml version="1.0"?><newsItem/>', 'unknown-format'],
    ['XML without an element', '<?xml version="1.0"?><!-- never ends', 'unknown-format'],
    ['another JSON', '{"a":1}', 'unknown-format'],
    ['posts of another system', '{"posts":[{"title":"A","body":"b"}],"tags":[]}', 'unknown-format'],
    ['an export of the future', EXPORT.replace('wxr_version>1.2', 'wxr_version>2.0'), 'unknown-version'],
    ['an export of no version', EXPORT.replace('wxr_version>1.2', 'wxr_version>abc'), 'unknown-version'],
    ['an export without a channel', EXPORT.replace('<channel>', '<chanel>'), 'not-an-export'],
    ['half a zip', zip([{ name: 'a', content: EXPORT }]).subarray(0, 300), 'unreadable'],
    ['an empty zip', zip([]), 'unknown-format'],
    ['half the head of a gzip', gzipSync(EXPORT).subarray(0, 8), 'unreadable'],
  ])('may be %s: refused with a word', async (_, content, why) => {
    expect(await open(content)).toMatchObject({ ok: false, why });
  });

  it('may be no file', async () => {
    await inFolder(async (folder) => {
      expect(await openSource(join(folder, 'absent'))).toMatchObject({ ok: false, why: 'unreadable' });
      expect(await openSource(folder)).toMatchObject({ ok: false, why: 'unknown-format' });
      expect(await openSource('/dev/zero')).toMatchObject({ ok: false, why: 'unreadable' });
    });
  });
});

it.each([
  ['PHP has written warnings into it', `<br />\n<b>Warning</b>: Undefined index in /var/www/x.php<br />\n${EXPORT}`],
  ['PHP has written warnings without markup', `PHP Warning: headers already sent (output at x.php:1)\n${EXPORT}`],
  ['it begins with empty lines', `\n\n${EXPORT}`],
  ['something stands behind it', `${EXPORT}\n<!-- Served by a cache -->\n<b>Notice</b>`],
  ['two exports stand in one file', EXPORT + EXPORT],
])('is read though %s', async (_, content) => {
  expect((await titles(content))[0]).toBe('Вода и Ջուր');
});

describe('encodings', () => {
  const inBytes = (content: string, encoding: BufferEncoding) => Buffer.from(content, encoding);
  const windows1251 = (content: string) =>
    Uint8Array.from(content, (letter) =>
      letter >= 'А' && letter <= 'я' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0),
    );
  const russian = wxr({ items: [{ title: 'Вода в горах', content: 'Реки и родники в горах высыхают' }] });

  it.each([
    ['UTF-8', inBytes(EXPORT, 'utf8'), 'Вода и Ջուր'],
    ['UTF-8 with a mark', inBytes(`\ufeff${EXPORT}`, 'utf8'), 'Вода и Ջուր'],
    ['UTF-16 with a mark', inBytes(`\ufeff${EXPORT}`, 'utf16le'), 'Вода и Ջուր'],
    ['UTF-16 without one', inBytes(EXPORT, 'utf16le'), 'Вода и Ջուր'],
    ['UTF-16, the high byte first', inBytes(`\ufeff${EXPORT}`, 'utf16le').swap16(), 'Вода и Ջուր'],
    ['windows-1251 that it says', windows1251(russian.replace('UTF-8', 'windows-1251')), 'Вода в горах'],
    ['windows-1251 that it does not say', windows1251(russian.replace(/<\?xml.*\?>/, '')), 'Вода в горах'],
    ['windows-1251 though it says UTF-8', windows1251(russian), 'Вода в горах'],
    ['UTF-8 though it says windows-1251', inBytes(russian.replace('UTF-8', 'windows-1251'), 'utf8'), 'Вода в горах'],
    ['one that nobody knows', inBytes(EXPORT.replace('UTF-8', 'x-klingon'), 'utf8'), 'Вода и Ջուր'],
  ])('may be %s', async (_, bytes, title) => {
    expect(await titles(bytes)).toEqual([title]);
  });
});

describe('archives', () => {
  it('are read with the files that the export names', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'export.zip');
      const photo = { name: 'site/wp-content/uploads/2024/05/vine.jpg', content: 'photo' };
      const parts = [1, 2].map((n) => ({
        name: `site/part-${n}.xml`,
        content: wxr({ items: [{ title: `Part ${n}` }] }),
      }));
      await writeFile(path, zip([{ name: '__MACOSX/._part-1.xml', content: EXPORT }, photo, ...parts]));
      const source = await openSource(path);
      if (!source.ok) throw new Error(source.detail);
      const entries = await listOf(source.entries());
      expect(ofKind(entries, 'post').map(({ title }) => title)).toEqual(['Part 1', 'Part 2']);
      expect(ofKind(entries, 'site')).toHaveLength(1);
      for (const name of [
        '2024/05/vine.jpg',
        '/wp-content/uploads/2024/05/vine.jpg',
        '/news/wp-content/uploads/2024/05/vine.jpg',
      ]) {
        const stream = await source.file(name);
        expect(stream && (await text(stream))).toBe('photo');
      }
      expect(await source.file('05/../05/vine.jpg')).toBeUndefined();
      expect(await source.file('vine.png')).toBeUndefined();
      source.close();
    });
  });

  it('of Ghost hold pictures at the paths of its texts', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'export.zip');
      const photo = { name: 'export/content/images/2024/05/vine.jpg', content: 'photo' };
      const others = [
        'content/images/size/w600/2024/05/vine.jpg',
        'content/images/2024/05/vine_o.jpg',
        'content/images/a b_o.png',
        'content/files/images/a.jpg',
        'content/images/files/images/a.jpg',
      ];
      const copies = others.map((name) => ({ name: `export/${name}`, content: 'copy' }));
      await writeFile(path, zip([photo, ...copies, { name: 'export/data/ghost.json', content: GHOST }]));
      const source = await openSource(path);
      if (!source.ok) throw new Error(source.detail);
      const entries = await listOf(source.entries());
      expect(ofKind(entries, 'post')).toHaveLength(1);
      expect(ofKind(entries, 'media').map(({ address, file }) => [address, file])).toEqual([
        ['/content/images/a%20b_o.png', 'export/content/images/a b_o.png'],
        ['/content/files/images/a.jpg', 'export/content/files/images/a.jpg'],
        ['/content/images/2024/05/vine.jpg', photo.name],
        ['/content/images/files/images/a.jpg', 'export/content/images/files/images/a.jpg'],
      ]);
      const stream = await source.file('/content/images/2024/05/vine.jpg');
      expect(stream && (await text(stream))).toBe('photo');
      source.close();
    });
  });

  it.each([
    ['a path leads out of it', [{ name: '../../evil.xml', content: EXPORT }]],
    ['a path is absolute', [{ name: '/etc/evil.xml', content: EXPORT }]],
    ['a path has a drive', [{ name: 'c:/evil.xml', content: EXPORT }]],
    ['a path leads out of it, as Windows writes it', [{ name: '..\\evil.xml', content: EXPORT }]],
    [
      'an entry is a link',
      [
        { name: 'export.xml', content: EXPORT },
        { name: 'uploads', content: '/etc', link: true },
      ],
    ],
    ['it has too many entries', Array.from({ length: 10_001 }, (_, n) => ({ name: `${n}`, content: '' }))],
    ['it is a bomb', [{ name: 'export.xml', content: Buffer.alloc(70_000_000, '<') }]],
  ])('are refused where %s', async (_, entries) => {
    expect(await open(zip(entries))).toMatchObject({ ok: false, why: 'unsafe-archive' });
  });

  it('end where an entry is longer than it says', async () => {
    const content = wxr({ items: Array.from({ length: 5_000 }, () => ({})) });
    const entries = await entriesOf(zip([{ name: 'export.xml', content, size: 400_000 }]));
    expect(ofKind(entries, 'post').length).toBeGreaterThan(100);
    expect(entries.at(-1)).toMatchObject({ kind: 'problem', why: 'cut-off' });
  });

  it('of gzip end where they are cut off, and where they are a bomb', async () => {
    const packed = gzipSync(wxr({ items: Array.from({ length: 5_000 }, () => ({})) }));
    const cut = await entriesOf(packed.subarray(0, packed.length / 2));
    expect(ofKind(cut, 'post').length).toBeGreaterThan(100);
    expect(cut.at(-1)).toMatchObject({ kind: 'problem', why: 'cut-off', near: 'Z_BUF_ERROR' });
    const item = EXPORT.slice(EXPORT.indexOf('<item>'), EXPORT.indexOf('</item>') + 7);
    const bomb = await entriesOf(gzipSync(EXPORT.replace(item, `${item}${' '.repeat(80_000_000)}`)));
    expect(ofKind(bomb, 'post')).toHaveLength(1);
    expect(bomb.at(-1)).toMatchObject({ kind: 'problem', why: 'too-large' });
  });
});

describe('folders', () => {
  it('are read with their uploads, and nothing outside of them', async () => {
    await inFolder(async (outside) => {
      const folder = join(outside, 'site');
      await mkdir(join(folder, 'uploads/2024'), { recursive: true });
      await writeFile(join(outside, 'secret.txt'), 'secret');
      await writeFile(join(folder, 'uploads/2024/a.jpg'), 'photo');
      await writeFile(join(folder, 'zz-export.xml.gz'), gzipSync(EXPORT));
      await writeFile(join(folder, 'readme.txt'), 'Read me');
      await symlink(join(outside, 'secret.txt'), join(folder, 'uploads/secret.txt'));
      await symlink(outside, join(folder, 'uploads/link'));
      const source = await openSource(folder);
      if (!source.ok) throw new Error(source.detail);
      const photo = await source.file('2024/a.jpg');
      expect(photo && (await text(photo))).toBe('photo');
      for (const name of [
        'secret.txt',
        '../secret.txt',
        'link/secret.txt',
        '../../etc/passwd',
        '/etc/passwd',
        '2024',
        '',
      ]) {
        expect(await source.file(name)).toBeUndefined();
      }
      expect(ofKind(await listOf(source.entries()), 'post')).toHaveLength(1);
    });
  });

  it('hold the newest of several exports of Ghost', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'site.2024-05-06.json'), GHOST);
      await writeFile(join(folder, 'site.2023-05-06.json'), GHOST.replace('Wine', 'Old wine'));
      const entries = await entriesAt(folder);
      expect(ofKind(entries, 'post').map(({ title }) => title)).toEqual(['Wine']);
      expect(ofKind(entries, 'other')).toMatchObject([{ type: 'older export', title: 'site.2023-05-06.json' }]);
    });
  });

  it('say what nearly was an export', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'a.xml'), EXPORT.replace('wxr_version>1.2', 'wxr_version>9'));
      await writeFile(join(folder, 'b.txt'), 'x');
      expect(await openSource(folder)).toMatchObject({ ok: false, why: 'unknown-version', detail: 'a.xml: WXR 9' });
    });
  });
});

it('can be read twice', async () => {
  await inFolder(async (folder) => {
    const path = join(folder, 'export');
    await writeFile(path, EXPORT);
    expect(await entriesAt(path)).toEqual(await entriesAt(path));
  });
});
