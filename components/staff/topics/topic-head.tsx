import { useTranslations } from 'next-intl';
import { PictureFrame } from '#components/article/picture-frame';
import { authorAddress, sectionAddress, tagAddress } from '#i18n/addresses';
import { activityAddress } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import type { EditableTopic, TopicKind } from '#newsroom/topics/editable-topic';

const ADDRESS = { section: sectionAddress, tag: tagAddress, author: authorAddress };

/**
 * What of a topic is not changed here: its key, its readers' pages, how many stories it has; an author's picture as
 * readers see it.
 */
export function TopicHead({ kind, topic, actor }: { kind: TopicKind; topic: EditableTopic; actor: Actor }) {
  const t = useTranslations('topics');
  return (
    <div className="flex gap-4">
      {topic.picture && (
        <div className="w-24 shrink-0">
          <PictureFrame picture={topic.picture} crop="square" sizes="96px" decorative />
        </div>
      )}
      <div>
        <p>
          {t('storyCount', { count: topic.stories })}. {t('slug')}: <b>{topic.key}</b>
        </p>
        <p className="field-hint">{t('slugFixed')}</p>
        <p className="flex flex-wrap gap-x-2">
          {LANGUAGES.filter(({ code }) => topic.texts[code]).map(({ code, name }) => (
            <a
              key={code}
              href={ADDRESS[kind](code, topic.key)}
              className="quiet -ml-2 underline"
              lang={code}
              hrefLang={code}
            >
              {name}
            </a>
          ))}
          {may(actor, 'audit.read') && (
            <a href={activityAddress({ resource: kind, resourceId: topic.key })} className="quiet underline">
              {t('activity')}
            </a>
          )}
        </p>
      </div>
    </div>
  );
}
