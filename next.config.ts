import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';
import { DEFAULT_LANGUAGE, LANGUAGES, languageOf } from './i18n/languages.ts';

// First parts of addresses that somebody answers to. Everything else is nowhere, and says so in the default language.
const KNOWN = [...LANGUAGES.map(({ path }) => path), 'api', 'media', 'admin', '_next', 'assets'].join('|');

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // For files and the API; pages are compressed by the server in front (processes/web.ts), which hides what the reader accepts.
  compress: true,
  // Title and canonical belong into the head for everyone, never streamed after it.
  htmlLimitedBots: /.*/,
  // Pictures are made when they are imported; the optimizer stays shut.
  images: { unoptimized: true },
  typedRoutes: false,
  async headers() {
    return [{ source: '/service-worker.js', headers: [{ key: 'cache-control', value: 'no-cache' }] }];
  },
  async rewrites() {
    return {
      // A lasting address at the root: a worker answers only for pages below its own.
      beforeFiles: [{ source: '/service-worker.js', destination: '/assets/service-worker.js' }],
      afterFiles: [{ source: `/:first((?!(?:${KNOWN})(?:/|$)).+)`, destination: `/${languageOf(DEFAULT_LANGUAGE).path}/-/-` }],
      fallback: [],
    };
  },
};

export default createNextIntlPlugin('./i18n/request.ts')(config);
