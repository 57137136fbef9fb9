import { FEED_FILES } from '#i18n/addresses';

/** Files at the root that browsers and crawlers look for, in no language. */
const ROOT_FILES = new RegExp(
  `^/(?:${[
    'icon\\.svg',
    'service-worker\\.js',
    'favicon\\.ico',
    'apple-touch-icon\\.png',
    'icon-(?:maskable-)?\\d{3}\\.png',
    '(?:robots|llms|humans|ads)\\.txt',
    // The key of IndexNow.
    '[a-zA-Z0-9-]{8,128}\\.txt',
    '\\.well-known/security\\.txt',
    '(?:news-)?sitemap\\.xml',
    'sitemap/[a-z0-9-]+\\.xml',
    'share/(?:\\d{1,9}|[a-z]{2,3}(?:-[a-z0-9-]{1,80})?)-[0-9a-f]{16}\\.png',
    'look/(?:logo|icon)-[0-9a-f]{16}(?:-(?:maskable-)?\\d{2,3})?\\.(?:svg|png)',
    'feeds\\.opml',
    ...Object.values(FEED_FILES).map((name) => name.replaceAll('.', '\\.')),
  ].join('|')})$`,
);

/** Whether a path is that of a file that this site has at its root, or may have. */
export function isRootFile(path: string): boolean {
  return ROOT_FILES.test(path);
}
