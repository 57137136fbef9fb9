import { expect, it } from 'vitest';
import { unansweredForm } from '#newsroom/redirects/unanswered-form';

it.each([
  ['/2018/03/A-Story/?utm_source=x', '/2018/03/a-story'],
  ['/2018/03/a-story/amp/', '/2018/03/a-story'],
  ['/category/news/feed/', '/category/news'],
  ['/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C', '/новость'],
  ['/լուրեր/123', '/լուրեր/123'],
  ['/?p=123&token=secret', '/?p=123'],
  ['/news.php?id=17&session=abc', '/news.php?id=17'],
  ['/wp-content/uploads/2018/03/a-300x200.jpg', '/wp-content/uploads/2018/03/a-300x200.jpg'],
  ['/news/2018/1.html', '/news/2018/1.html'],
  ['/en/post/made-up', '/en/post/made-up'],
  ['/a-story/).', '/a-story'],
  ['/a-story-with-a-very-long-name-of-many-words-in-it-since-editors-like-them', undefined, true],
])('%s is shown as %s', (target, expected, isItself = false) =>
  expect(unansweredForm(target)).toBe(isItself ? target : expected),
);

it.each([
  ...[
    '/',
    '/?utm_source=x',
    '/?token=1',
    '/feed/',
    '/.env',
    '/.git/config',
    '/wp-login.php',
    '/wp-admin/',
    '/xmlrpc.php',
  ],
  ...['/blog/wp-includes/wlwmanifest.xml', '/index.php', '/shell.php', '/a/b.php?cmd=id', '/backup.zip', '/db.sql'],
  ...['/wp-content/plugins/x/readme.txt', '/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php', '/cgi-bin/luci'],
  ...['/a/../../etc/passwd', '/%00', '/unsubscribe/somebody@mail.example', '/?email=a@b.example'],
  ...['/reset/0123456789abcdef0123456789abcdef', '/u/aB3dE5gH7jK9mN1pQ3sT5vW7yZ9b', `/${'a'.repeat(301)}`],
])('%s is shown to nobody', (target) => expect(unansweredForm(target)).toBeUndefined());
