import { useTranslations } from 'next-intl';
import { editAddress } from '#i18n/admin-addresses';
import type { Uses } from '#newsroom/media/library';

/** Where a picture is used, with links to what the person may read. */
export function UseList({ uses: { articles, hidden, authors, pages } }: { uses: Uses }) {
  const t = useTranslations('pictures.details.uses');
  const isNowhere = articles.length + hidden + authors.length + pages.length === 0;
  return (
    <section>
      <h2 className="newsroom-heading">{t('title')}</h2>
      {isNowhere && <p className="mt-2">{t('none')}</p>}
      <ul className="mt-1">
        {articles.map(({ id, language, headline }) => (
          <li key={id}>
            <a href={editAddress(id)} lang={language} className="inline-flex min-h-11 items-center underline">
              {headline || id}
            </a>
          </li>
        ))}
        {hidden > 0 && <li>{t('hidden', { count: hidden })}</li>}
        {authors.map((name) => (
          <li key={name}>{t('author', { name })}</li>
        ))}
        {pages.map((name) => (
          <li key={name}>{t('page', { name })}</li>
        ))}
      </ul>
    </section>
  );
}
