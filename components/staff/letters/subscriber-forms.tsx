import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { FoldedForm } from '#components/staff/folded-form';
import { LongField } from '#components/staff/long-field';
import { EXPORT_SUBSCRIBERS, SUBSCRIBERS } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import { LETTER_KINDS } from '#newsroom/letters/kinds';

type Action = ComponentProps<typeof FoldedForm>['action'];

/** Finds subscribers by the beginning of their address; says why one gets no letters, and lets it have them again. */
export function SubscriberSearch({
  matching,
  suppression,
  lift,
}: {
  matching: string;
  suppression: string | null;
  lift: Action;
}) {
  const t = useTranslations('newsletters.subscribers');
  return (
    <>
      <search>
        <form action={SUBSCRIBERS} className="mb-4 flex flex-wrap items-end gap-2">
          <div className="min-w-0 flex-[0_1_24rem]">
            <Field label={t('search')} name="matching" type="search" defaultValue={matching} maxLength={254} />
          </div>
          <button type="submit" className="button">
            {t('find')}
          </button>
        </form>
      </search>
      {suppression && (
        <div className="mb-4 grid gap-2">
          <p className="message message-trouble">{t(`suppressed.${suppression as 'left'}`, { address: matching })}</p>
          {suppression !== 'complained' && (
            <FoldedForm summary={t('lift')} look="button" action={lift} label={t('lift')}>
              <input type="hidden" name="address" value={matching} />
              <p>{t('liftNote')}</p>
              <button type="submit" className="button justify-self-start">
                {t('lift')}
              </button>
            </FoldedForm>
          )}
        </div>
      )}
    </>
  );
}

/** Subscribers of another list, and the list as a file. */
export function SubscriberFiles({ action }: { action: Action }) {
  const t = useTranslations('newsletters.import');
  const kinds = useTranslations('letters.kinds');
  return (
    <section className="mt-8 grid justify-items-start gap-4">
      <a href={EXPORT_SUBSCRIBERS} className="button" download>
        {t('export')}
      </a>
      <FoldedForm summary={t('title')} look="button" action={action} label={t('title')}>
        <Field label={t('file')} hint={t('fileHint')} name="file" type="file" accept=".csv,.tsv,.txt" />
        <LongField label={t('text')} name="text" rows={4} spellCheck={false} />
        <label className="field">
          <span>{t('language')}</span>
          <select name="language" className="input">
            {LANGUAGES.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <fieldset>
          <legend>{t('kinds')}</legend>
          {LETTER_KINDS.map((kind) => (
            <label key={kind} className="flex min-h-11 items-center gap-2">
              <input type="checkbox" name="kinds" value={kind} /> {kinds(kind)}
            </label>
          ))}
        </fieldset>
        <LongField label={t('statement')} hint={t('statementHint')} name="statement" required maxLength={1_000} />
        <fieldset>
          <legend>{t('how')}</legend>
          <label className="flex min-h-11 items-center gap-2">
            <input type="radio" name="asks" value="yes" defaultChecked /> {t('asks')}
          </label>
          <label className="flex min-h-11 items-center gap-2">
            <input type="radio" name="asks" value="no" /> {t('takes')}
          </label>
        </fieldset>
        <button type="submit" className="button button-main justify-self-start">
          {t('submit')}
        </button>
      </FoldedForm>
    </section>
  );
}
