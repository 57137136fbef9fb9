import { useLocale } from 'next-intl';
import { tagAddress } from '#i18n/addresses';
import type { Tag } from '#newsroom/topics/topic';

export function TopicLinks({ label, tags }: { label: string; tags: Tag[] }) {
  const language = useLocale();
  if (tags.length === 0) return null;
  return (
    <nav aria-label={label} className="no-print mt-3">
      <ul className="flex flex-wrap gap-x-2">
        {tags.map(({ key, name }) => (
          <li key={key}>
            <a href={tagAddress(language, key)} rel="tag" className="quiet -ml-2 underline">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
