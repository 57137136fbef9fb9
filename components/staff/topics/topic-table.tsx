import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TopicName } from '#components/staff/topics/topic-name';
import { topicAddress } from '#i18n/admin-addresses';
import { LANGUAGES, type Language } from '#i18n/languages';
import type { TopicKind, TopicRow } from '#newsroom/topics/editable-topic';
import { topicName } from '#newsroom/topics/topic-name';

/**
 * Topics, a line each: what they are called, their address part, how many stories they have. `tools` stand at the end
 * of a line.
 */
export function TopicTable({
  kind,
  topics,
  language,
  tools,
}: {
  kind: TopicKind;
  topics: TopicRow[];
  language: Language;
  tools?: (topic: TopicRow & { title: string }) => ReactNode;
}) {
  const t = useTranslations('topics');
  return (
    <table className="newsroom-table [&_td]:align-middle">
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('otherNames')}</th>
          <th scope="col">{t('slug')}</th>
          <th scope="col">{t('stories')}</th>
          {tools && <th scope="col">{t('order')}</th>}
        </tr>
      </thead>
      <tbody>
        {topics.map((topic) => {
          const texts = Object.entries(topic.names).map(([language, name]) => ({ language, name }));
          const named = topicName({ key: topic.key, texts }, language);
          const title = named.name;
          return (
            <tr key={topic.key}>
              <td className="wide">
                <a
                  href={topicAddress(kind, topic.key)}
                  className="inline-flex min-h-11 items-center font-semibold underline"
                >
                  <span>
                    <TopicName {...named} />
                  </span>
                </a>
              </td>
              <td className="wide text-soft">
                <OtherNames names={topic.names} shown={named.nameIn} />
              </td>
              <td className="text-soft">{topic.key}</td>
              <td>{t('storyCount', { count: topic.stories })}</td>
              {tools && <td>{tools({ ...topic, title })}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Those in other languages than the one that is shown already. */
function OtherNames({ names, shown }: { names: TopicRow['names']; shown: Language | null }) {
  return LANGUAGES.filter(({ code }) => code !== shown && names[code]).map(({ code }, index) => (
    <span key={code} lang={code}>
      {index > 0 && ' · '}
      {names[code]}
    </span>
  ));
}
