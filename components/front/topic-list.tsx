import { useLocale, useTranslations } from 'next-intl';
import { tagAddress } from '#i18n/addresses';
import type { Tag } from '#newsroom/topics/topic';

/** What the stories of a list are about. */
export function TopicList({ topics }: { topics: Tag[] }) {
  const t = useTranslations('list');
  const language = useLocale();
  return (
    <section aria-labelledby="topics">
      <h2 id="topics" className="label front-label">
        {t('topics')}
      </h2>
      <ul className="mt-1 flex flex-wrap gap-x-4">
        {topics.map(({ key, name }) => (
          <li key={key}>
            <a href={tagAddress(language, key)} className="quiet justify-start px-0 underline">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
