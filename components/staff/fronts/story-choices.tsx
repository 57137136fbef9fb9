import { useLocale, useTranslations } from 'next-intl';
import { PlacementButtons } from '#components/staff/fronts/placement-buttons';
import { TopicName } from '#components/staff/topics/topic-name';
import { editAddress } from '#i18n/admin-addresses';
import { dateAndTime, wireTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';

/** What has to be said of a story so that somebody can choose it. */
export type StoryChoice = {
  id: number;
  headline: string;
  section: string;
  /** In which language that is; null where it is the key. */
  sectionIn: Language | null;
  publishedAt: Date | null;
  /** Whether the newsroom has changes that readers do not have. */
  isPending?: boolean;
};

/** Stories that readers have, each with a button for every place. */
export function StoryChoices({
  stories,
  language,
  timeZone,
  now,
}: {
  stories: readonly StoryChoice[];
  /** Of the front page. */
  language: Language;
  timeZone: string;
  now: Date;
}) {
  const own = useLocale();
  const t = useTranslations('articleStatus');
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,22rem),1fr))] gap-x-8">
      {stories.map(({ id, headline, section, sectionIn, publishedAt, isPending }) => (
        <li key={id} className="grid content-between gap-2 border-rule border-b py-2">
          <div className="min-w-0 [overflow-wrap:anywhere]">
            <a href={editAddress(id)} lang={language} className="font-serif font-semibold hover:underline">
              {headline}
            </a>
            <p className="text-small text-soft">
              <TopicName name={section} nameIn={sectionIn} />
              {publishedAt && (
                <>
                  {' · '}
                  <time dateTime={publishedAt.toISOString()} title={dateAndTime(publishedAt, own, timeZone)}>
                    {wireTime(publishedAt, now, own, timeZone)}
                  </time>
                </>
              )}{' '}
              {isPending && <span className="state state-now">{t('pending')}</span>}
            </p>
          </div>
          <PlacementButtons id={id} headline={headline} />
        </li>
      ))}
    </ul>
  );
}
