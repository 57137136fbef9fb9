import { useTranslations } from 'next-intl';
import { FEED_TYPES } from '#components/crawlers/feed-links';
import { type FeedFormat, feedAddress } from '#i18n/addresses';

const NAMES = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' } as const satisfies Record<FeedFormat, string>;

/** A list's feeds, for people. Feed readers find them in the head of the page. */
export function FeedList({ list }: { list: string }) {
  const t = useTranslations('list');
  return (
    <section aria-labelledby="feeds">
      <h2 id="feeds" className="label front-label">
        {t('feeds')}
      </h2>
      <p className="mt-1 text-soft">{t('feedsNote')}</p>
      <ul className="flex gap-x-4">
        {(Object.keys(NAMES) as FeedFormat[]).map((format) => (
          <li key={format}>
            <a
              href={feedAddress(format, list)}
              rel="alternate"
              type={FEED_TYPES[format]}
              className="quiet justify-start px-0 underline"
            >
              {NAMES[format]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
