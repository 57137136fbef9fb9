import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import type { FormAction } from '#components/staff/form-answer.ts';
import { OptionFields } from '#components/staff/imports/option-fields';
import { StaffForm } from '#components/staff/staff-form.island';

/** The address of a site or feed that is imported instead of a file. */
export function ImportAddress({ sections, action }: { sections: { key: string; name: string }[]; action: FormAction }) {
  const t = useTranslations('import.site');
  return (
    <section className="mt-8 grid gap-2">
      <h2 className="newsroom-heading">{t('title')}</h2>
      <StaffForm action={action} label={t('title')} className="grid max-w-2xl justify-items-start gap-4 *:w-full">
        <Field
          label={t('address')}
          hint={t('addressHint')}
          name="address"
          inputMode="url"
          autoComplete="off"
          maxLength={4_000}
          required
        />
        <OptionFields sections={sections} chosen={{}} fetchMedia={t('fetchMedia')} />
        <Field label={t('pages')} hint={t('pagesHint')} name="pages" inputMode="numeric" pattern="[0-9]{0,6}" />
        <button type="submit" className="button button-main w-auto!">
          {t('submit')}
        </button>
      </StaffForm>
    </section>
  );
}
