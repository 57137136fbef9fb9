import { useLocale, useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { authorAddress } from '#i18n/addresses';
import type { Author } from '#newsroom/topics/topic';

export function Byline({ authors, source }: { authors: Author[]; source: string }) {
  const t = useTranslations('article');
  const language = useLocale();
  return (
    <div className="border-t border-rule pt-4">
      {authors.length > 0 && (
        <p className="font-semibold">
          {t.rich('by', {
            authors: () =>
              authors.map(({ key, name }, index) => (
                <Fragment key={key}>
                  {index > 0 && ', '}
                  <a href={authorAddress(language, key)} rel="author" className="underline">
                    {name}
                  </a>
                </Fragment>
              )),
          })}
        </p>
      )}
      <p className="text-soft">{source}</p>
    </div>
  );
}
