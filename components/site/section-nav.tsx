import { useLocale, useTranslations } from 'next-intl';
import { sectionAddress } from '#i18n/addresses';
import type { Section } from '#newsroom/topics/topic';

export function SectionNav({ sections, current }: { sections: Section[]; current?: string | undefined }) {
  const t = useTranslations('site');
  const language = useLocale();
  return (
    <nav aria-label={t('sections')} className="page border-t border-rule">
      <ul className="-mx-2 flex overflow-x-auto whitespace-nowrap font-semibold">
        {sections.map(({ key, name }) => (
          <li key={key}>
            <a
              href={sectionAddress(language, key)}
              aria-current={key === current ? 'true' : undefined}
              className={
                'quiet border-b-2 border-transparent text-ink ' +
                'aria-[current]:border-accent aria-[current]:text-accent'
              }
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
