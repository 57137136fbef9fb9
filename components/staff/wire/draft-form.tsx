import { useTranslations } from 'next-intl';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
import { useTopicName } from '#components/staff/topics/topic-name';
import { editAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { TopicName } from '#newsroom/topics/topic-name';
import type { FoundWireItem } from '#newsroom/wire/find-wire-item';

/** Who has made a draft of an item already, and the form for making one. */
export function DraftForm({
  item,
  sections,
  mayUse,
  language,
  timeZone,
  action,
}: {
  item: FoundWireItem;
  sections: TopicName[];
  mayUse: boolean;
  language: Language;
  timeZone: string;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('wire');
  const untitled = useTranslations('newsroom')('untitled');
  const nameOf = useTopicName();
  const isOffered = mayUse && item.status === 'usable';
  if (!isOffered && item.uses.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2 className="newsroom-heading">{t('useTitle')}</h2>
      {item.uses.map(({ articleId, headline, byName, usedAt }) => (
        <p key={articleId} className="message">
          {t('usedBy', { name: byName || t('someone'), time: dateAndTime(usedAt, language, timeZone) })}{' '}
          <a href={editAddress(articleId)} lang={item.language} className="underline">
            {headline || untitled}
          </a>
        </p>
      ))}
      {isOffered && (
        <StaffForm action={action} label={t('useTitle')} className="grid justify-items-start gap-3">
          {item.uses.length > 0 && <p className="field-hint">{t('useAgain')}</p>}
          <input type="hidden" name="id" value={item.id} />
          <label className="field">
            <span>{t('section')}</span>
            <select name="section" defaultValue={item.section || undefined} className="input">
              {sections.map((section) => (
                <option key={section.key} value={section.key}>
                  {nameOf(section)}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="button button-main">
            {t('use')}
          </button>
        </StaffForm>
      )}
    </section>
  );
}
