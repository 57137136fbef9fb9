import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { LongField } from '#components/staff/long-field';
import { StaffForm } from '#components/staff/staff-form.island';
import type { EditableLetter, ShownItem } from '#newsroom/letters/writing/find-editable-letter';

type Action = ComponentProps<typeof StaffForm>['action'];

/** What a letter says: subject, introduction, and its stories in their order. */
export function LetterEditor({ editable, action }: { editable: EditableLetter; action: Action }) {
  const t = useTranslations('newsletters.edit');
  const { letter, content, items, offered } = editable;
  return (
    <StaffForm action={action} label={t('title')} className="grid max-w-3xl gap-4" seen={letter.version}>
      <input type="hidden" name="id" value={letter.id} />
      <input type="hidden" name="language" value={letter.language} />
      <Field
        label={t('subject')}
        hint={t('subjectHint', { subject: content.subject })}
        name="subject"
        defaultValue={letter.subject}
        maxLength={200}
        lang={letter.language}
      />
      <LongField
        label={t('intro')}
        name="intro"
        defaultValue={letter.intro}
        maxLength={3_000}
        rows={4}
        lang={letter.language}
      />
      <Choice isByHand={letter.isByHand} />
      <h2 className="newsroom-heading">{t('items')}</h2>
      {items.length === 0 && <p>{t('empty')}</p>}
      <ol className="grid gap-3">
        {items.map((item, index) => (
          <Item key={keyOf(item)} item={item} place={index + 1} language={letter.language} />
        ))}
      </ol>
      <Offered items={offered} language={letter.language} />
      <Field label={t('story')} hint={t('storyHint')} name="story" maxLength={500} />
      <button type="submit" className="button button-main justify-self-start">
        {t('save')}
      </button>
    </StaffForm>
  );
}

/** A letter that nobody has arranged stays as it comes, until somebody changes its stories. */
function Choice({ isByHand }: { isByHand: boolean }) {
  const t = useTranslations('newsletters.edit');
  if (!isByHand)
    return (
      <p className="text-soft">
        <input type="hidden" name="choice" value="same" />
        {t('isAutomatic')}
      </p>
    );
  return (
    <fieldset className="grid">
      <legend>{t('choice')}</legend>
      <label className="flex min-h-11 items-center gap-2">
        <input type="radio" name="choice" value="by-hand" defaultChecked /> {t('byHand')}
      </label>
      <label className="flex min-h-11 items-center gap-2">
        <input type="radio" name="choice" value="automatic" /> {t('automatic')}
      </label>
    </fieldset>
  );
}

function keyOf({ articleId, noteId }: ShownItem): string {
  return noteId === null ? String(articleId) : `${articleId}:${noteId}`;
}

function Item({ item, place, language }: { item: ShownItem; place: number; language: string }) {
  const t = useTranslations('newsletters.edit');
  const key = keyOf(item);
  const name = item.headline;
  return (
    <li className="grid gap-2 border-rule border-b pb-3">
      <input type="hidden" name="items" value={key} />
      <div className="grid grid-cols-[4.5rem_1fr] items-start gap-3">
        <input
          name="places"
          inputMode="numeric"
          defaultValue={place}
          maxLength={5}
          className="input"
          aria-label={t('place', { headline: name })}
        />
        <p lang={language} className="[overflow-wrap:anywhere]">
          {item.noteId !== null && <span className="state">{t('correction')}</span>} <strong>{name}</strong>
          <span className="block text-small text-soft">{item.words}</span>
        </p>
      </div>
      <input
        name="lines"
        defaultValue={item.line}
        maxLength={500}
        className="input"
        lang={language}
        aria-label={t('line', { headline: name })}
        placeholder={t('linePlaceholder')}
      />
      <label className="flex min-h-11 items-center gap-2">
        <input type="checkbox" name="removed" value={key} /> {t('remove')}
      </label>
    </li>
  );
}

/** What else there is of the letter’s time, and corrections of stories that were in earlier ones. */
function Offered({ items, language }: { items: ShownItem[]; language: string }) {
  const t = useTranslations('newsletters.edit');
  if (items.length === 0) return null;
  return (
    <details>
      <summary className="button">{t('offered', { count: items.length })}</summary>
      <ul className="mt-2 grid">
        {items.map((item) => (
          <li key={keyOf(item)}>
            <label className="flex min-h-11 items-center gap-2" lang={language}>
              <input type="checkbox" name="added" value={keyOf(item)} />
              <span>
                {item.noteId !== null && <span className="state">{t('correction')}</span>} {item.headline}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
