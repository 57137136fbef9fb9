import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/staff/form-answer.ts';
import { StaffForm } from '#components/staff/staff-form.island';
import { liveEntryAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import type { LiveBlogChoice } from '#newsroom/live/list-open-live-blogs';
import type { FoundWireItem } from '#newsroom/wire/find-wire-item';

/** In which live blogs an item is an entry already, and the form for making it one. */
export function LiveEntryForm({
  item,
  liveBlogs,
  mayUse,
  now,
  language,
  timeZone,
  action,
}: {
  item: FoundWireItem;
  /** Those that go on in the item's language. */
  liveBlogs: LiveBlogChoice[];
  mayUse: boolean;
  now: Date;
  language: Language;
  timeZone: string;
  action: FormAction;
}) {
  const t = useTranslations('wire.live');
  const someone = useTranslations('wire')('someone');
  const untitled = useTranslations('newsroom')('untitled');
  const isUnderEmbargo = item.embargoUntil !== null && item.embargoUntil > now;
  const isOffered = mayUse && item.status === 'usable' && !isUnderEmbargo;
  const choices = liveBlogs.filter(({ storyId }) => !item.liveUses.some((use) => use.storyId === storyId));
  if (!isOffered && item.liveUses.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2 className="newsroom-heading">{t('title')}</h2>
      {item.liveUses.map(({ storyId, entryId, headline, byName, usedAt, isAutomatic }) => {
        const time = dateAndTime(usedAt, language, timeZone);
        return (
          <p key={entryId} className="message">
            {isAutomatic ? t('addedBySource', { time }) : t('addedBy', { name: byName || someone, time })}{' '}
            <a
              href={liveEntryAddress(storyId, { entryId, language: item.language })}
              lang={item.language}
              className="underline"
            >
              {headline || untitled}
            </a>
          </p>
        );
      })}
      {isOffered && liveBlogs.length === 0 && (
        <p className="field-hint">{t('none', { language: languageOf(item.language).name })}</p>
      )}
      {isOffered && choices.length > 0 && (
        <StaffForm action={action} label={t('title')} className="grid justify-items-start gap-3">
          <input type="hidden" name="id" value={item.id} />
          <label className="field">
            <span>{t('liveBlog')}</span>
            <select name="story" className="input" aria-describedby="live-entry-hint">
              {choices.map(({ storyId, headline }) => (
                <option key={storyId} value={storyId} lang={item.language}>
                  {headline || untitled}
                </option>
              ))}
            </select>
            <span id="live-entry-hint" className="field-hint">
              {t('hint')}
            </span>
          </label>
          <button type="submit" className="button">
            {t('add')}
          </button>
        </StaffForm>
      )}
    </section>
  );
}
