import { describe, expect, it } from 'vitest';
import { askedAddress } from '#newsroom/redirects/asked-address';
import { parseOldAddress, writeOldAddress } from '#newsroom/redirects/old-address';

const written = (text: string) => {
  const parsed = parseOldAddress(text);
  return parsed && writeOldAddress(parsed);
};

describe('an old address as it is compared', () => {
  it.each([
    ['/2018/03/A-Story/', '/2018/03/a-story'],
    ['https://old.example/2018/03/a-story/?utm_source=x&fbclid=y#more', '/2018/03/a-story'],
    ['http://old.example', '/'],
    ['https://old.example?p=7', '/?p=7'],
    ['//2018//03///a', '/2018/03/a'],
    ['/a/./b', '/a/b'],
    ['\\news\\1.html', '/news/1.html'],
    ['/%D0%9D%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C', '/новость'],
    ['/новость', '/новость'],
    ['/%d5%8e%d5%a5%d6%80', '/վեր'],
    // Windows-1251, as sites of 2005 had it: no letters of ours.
    ['/%CD%EE%E2', '/%cd%ee%e2'],
    ['/100%', '/100%'],
    ['/100%25', '/100%'],
    ['/%25D0%25BD', '/н'],
    ['/a%2Fb', '/a/b'],
    // One letter in two ways of writing it.
    ['/cafe%CC%81', '/café'],
    ['/index.php?p=7', '/?p=7'],
    ['/INDEX.PHP/2018/03/a/', '/2018/03/a'],
    ['/blog/index.html', '/blog'],
    ['/index.html', '/'],
    ['/default.aspx', '/'],
    ['/?year=2018&monthnum=3', '/?monthnum=3&year=2018'],
    ['/?p=7&', '/?p=7'],
    ['/?p=', '/'],
    ['/?p', '/'],
    ['/?s=a+b', '/?s=a+b'],
    ['/wp-content/uploads/My%20Photo.JPG', '/wp-content/uploads/my photo.jpg'],
  ])('%s is %s', (text, expected) => {
    expect(written(text)).toBe(expected);
    // Writing what has been written changes nothing.
    if (!/%|\\/.test(expected)) expect(written(expected)).toBe(expected);
  });

  it.each(['mailto:a@b.example', 'a/b', '/a%00b', '/a\nb', `/${'a'.repeat(2_001)}`, '/\ud800'])('%j is none', (text) =>
    expect(parseOldAddress(text)).toBeUndefined(),
  );
});

describe('what an asked address may stand for', () => {
  it.each([
    ['/2018/03/a/', ['/2018/03/a'], undefined],
    ['/2018/03/a/amp/', ['/2018/03/a/amp', '/2018/03/a'], undefined],
    ['/2018/03/a/?amp=1', ['/2018/03/a?amp=1', '/2018/03/a'], undefined],
    ['/a/comment-page-2/', ['/a/comment-page-2', '/a'], undefined],
    ['/category/news/page/3/', ['/category/news/page/3', '/category/news'], undefined],
    ['/category/news/feed/', ['/category/news/feed', '/category/news'], 'rss'],
    ['/category/news/feed/atom/', ['/category/news/feed/atom', '/category/news'], 'atom'],
    ['/a/page/2/amp', ['/a/page/2/amp', '/a/page/2', '/a'], undefined],
    ['/feed/', ['/feed', '/'], 'rss'],
    ['/rss.xml', ['/rss.xml', '/'], 'rss'],
    ['/?feed=atom', ['/?feed=atom', '/'], 'atom'],
    ['/?cat=4&feed=rss2', ['/?cat=4&feed=rss2', '/?cat=4', '/?feed=rss2', '/'], 'rss'],
    ['/?p=7&lang=ru', ['/?lang=ru&p=7', '/?lang=ru', '/?p=7', '/'], undefined],
    ['/2018/03/a/).', ['/2018/03/a/).', '/2018/03/a'], undefined],
    ['/a/%20', ['/a/ ', '/a'], undefined],
    ['/a/%2520', ['/a/ ', '/a'], undefined],
    ['/a/&utm_source=tg', ['/a/&utm_source=tg', '/a'], undefined],
    ['/a%20и%20дальше', ['/a и дальше', '/a'], undefined],
    ['/a/feed/,', ['/a/feed/,', '/a/feed', '/a'], 'rss'],
    ['/).', ['/).'], undefined],
    ['/?p=7).', ['/?p=7).', '/?p=7', '/'], undefined],
    ['/u/a-300x200.jpg', ['/u/a-300x200.jpg', '/u/a.jpg', '/u/a-scaled.jpg'], undefined],
    ['/u/a.jpg.webp', ['/u/a.jpg.webp', '/u/a.jpg', '/u/a-scaled.jpg'], undefined],
    ['/u/a-scaled.jpg', ['/u/a-scaled.jpg', '/u/a.jpg'], undefined],
    ['/u/a-e1520000000000-150x150.png', ['/u/a-e1520000000000-150x150.png', '/u/a.png', '/u/a-scaled.png'], undefined],
    [
      '/content/images/size/w600/2020/01/a.jpg',
      [
        '/content/images/size/w600/2020/01/a.jpg',
        '/content/images/2020/01/a.jpg',
        '/content/images/2020/01/a-scaled.jpg',
      ],
      undefined,
    ],
    [
      '/sites/default/files/styles/large/public/a.png?itok=x',
      [
        '/sites/default/files/styles/large/public/a.png?itok=x',
        '/sites/default/files/styles/large/public/a.png',
        '/sites/default/files/a.png',
        '/sites/default/files/a-scaled.png',
      ],
      undefined,
    ],
  ])('%s', (target, addresses, feed) => expect(askedAddress(target)).toMatchObject({ addresses, feed }));

  it.each([
    ['/a-story/2/', '/a-story'],
    ['/2018/03/a-story/12', '/2018/03/a-story'],
    ['/2018/03/', undefined],
    ['/2018/03/10/', undefined],
    ['/news/1234', undefined],
    ['/a-story', undefined],
  ])('%s may be a page of the story %s', (target, story) => expect(askedAddress(target)?.story).toBe(story));

  it('is bounded whatever is asked for', () => {
    const parameters = Array.from({ length: 500 }, (_, index) => `a${index}=${index}`).join('&');
    const asked = askedAddress(`/x/feed/amp/page/2/amp/page/3?${parameters}`);
    expect(asked?.addresses.length).toBeLessThanOrEqual(20);
    expect(askedAddress(`/x?${parameters.repeat(2)}`)).toBeUndefined();
  });
});
