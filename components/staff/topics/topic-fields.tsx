import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { LanguageColumns } from '#components/staff/language-columns';
import { LongField } from '#components/staff/long-field';
import { ABOUT_LENGTH, NAME_LENGTH, type TopicKind, type TopicTexts } from '#newsroom/topics/editable-topic';

/** Name and, but for tags, a few more words of a topic in every language. */
export function TopicFields({ kind, texts }: { kind: TopicKind; texts: TopicTexts }) {
  const t = useTranslations('topics');
  return (
    <LanguageColumns>
      {(code) => (
        <>
          <Field
            label={t('name')}
            name={`name.${code}`}
            lang={code}
            maxLength={NAME_LENGTH}
            defaultValue={texts[code]?.name}
            autoComplete="off"
          />
          {kind !== 'tag' && (
            <LongField
              label={t(`about.${kind}`)}
              name={`about.${code}`}
              lang={code}
              rows={kind === 'author' ? 5 : 2}
              maxLength={ABOUT_LENGTH}
              defaultValue={texts[code]?.about}
            />
          )}
        </>
      )}
    </LanguageColumns>
  );
}
