import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';
import { FEED_FILES } from './i18n/addresses.ts';
import { ALL_LANGUAGES, DEFAULT_LANGUAGE, languageOf } from './i18n/languages.ts';

// First parts of addresses that somebody answers to. Everything else is nowhere, and says so in the default language.
// One build serves whatever languages are on; those of a language that is off never come here
// (server/cache/classify-request.ts).
const KNOWN = [
  ...ALL_LANGUAGES.map(({ path }) => path),
  'api',
  'media',
  'admin',
  '_next',
  'assets',
  'feeds',
  'sitemap',
  'share',
  'look',
  'index-now',
].join('|');

const FEEDS = Object.values(FEED_FILES).join('|').replaceAll('.', '\\.');

// Addresses of the newsroom in version 0.2.0: links that were mailed, and bookmarks.
const FORMER = {
  '/admin/enter/:token': '/admin/account-link/:token',
  '/admin/second-factor': '/admin/two-factor',
  '/admin/new-password': '/admin/forgot-password',
  '/admin/board': '/admin/translations',
  '/admin/masthead/:rest*': '/admin/settings/:rest*',
  '/admin/audit': '/admin/activity',
  '/admin/new-topic/:kind': '/admin/topics/new/:kind',
  '/admin/articles/:id/beside': '/admin/articles/:id/side-by-side',
};

const config: NextConfig = {
  reactStrictMode: true,
  // Of the sources alone (processes/build/build.ts): Next's client reloads the page, and what was typed is gone, when it
  // is answered by another build. The same version is the same build on every machine.
  generateBuildId: () => process.env.BUILD_ID ?? null,
  poweredByHeader: false,
  // For the API; pages are compressed by the server in front (server/web-process.ts).
  compress: true,
  // Title and canonical belong into the head for everyone, never streamed after it.
  htmlLimitedBots: /.*/,
  // Pictures are made when they are imported; the optimizer stays shut.
  images: { unoptimized: true },
  typedRoutes: false,
  // Else Next looks for the topmost package-lock.json, which of a release is that of its checkout.
  turbopack: { root: import.meta.dirname },
  // npm test runs the type check; here it would add 20 seconds to the first start.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // Logos and icons come with forms; server/http/refuse-malformed.ts refuses what is too large before.
    serverActions: { bodySizeLimit: '4mb' },
    // Writing this cache takes a third of a build, and a start builds once for each version.
    turbopackFileSystemCacheForBuild: false,
    // Compressing the server's own code takes a fifth of a build, and hides the names in its stack traces.
    turbopackMinify: { server: false, client: true },
  },
  // The first writes from the process itself, and would look for worker files that are not there when bundled; the last
  // looks for Node's own modules.
  serverExternalPackages: ['pino', 'satori', 'exifr'],
  async redirects() {
    return Object.entries(FORMER).map(([source, destination]) => ({ source, destination, permanent: false }));
  },
  async rewrites() {
    return {
      beforeFiles: [
        // Every list has its feeds under its own address; one handler writes them all.
        { source: `/:list*/:file(${FEEDS})`, destination: '/feeds/:file/:list*' },
        // A lasting address at the root: a worker answers only for pages below its own.
        { source: '/service-worker.js', destination: '/assets/service-worker.js' },
      ],
      afterFiles: [
        { source: '/:key([a-zA-Z0-9-]{8,128}).txt', destination: '/index-now/:key' },
        { source: `/:first((?!(?:${KNOWN})(?:/|$)).+)`, destination: `/${languageOf(DEFAULT_LANGUAGE).path}/-/-` },
      ],
      fallback: [],
    };
  },
};

export default createNextIntlPlugin('./i18n/request.ts')(config);
