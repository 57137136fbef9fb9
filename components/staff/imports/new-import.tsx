import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { OptionFields } from '#components/staff/imports/option-fields';
import { UploadForm } from '#components/staff/imports/upload-form.island';
import { IMPORT_UPLOAD } from '#i18n/admin-addresses';
import type { UploadTrouble } from '#newsroom/transfer/manage/import-state';

/** The file of an import, and what is to be known before it is read. */
export function NewImport({
  sections,
  trouble,
}: {
  sections: { key: string; name: string }[];
  trouble: UploadTrouble | undefined;
}) {
  const t = useTranslations('import');
  const texts = { label: t('upload.title'), sending: t('upload.sending'), failed: t('upload.failed') };
  return (
    <section className="grid gap-2">
      <h2 className="newsroom-heading">{t('upload.title')}</h2>
      {trouble && (
        <p role="alert" className="message message-trouble">
          {t(`trouble.${trouble}`)}
        </p>
      )}
      {sections.length === 0 ? (
        <p className="message">{t('trouble.no-section')}</p>
      ) : (
        <UploadForm address={IMPORT_UPLOAD} texts={texts}>
          <OptionFields sections={sections} chosen={{}} />
          <Field label={t('upload.file')} hint={t('upload.fileHint')} name="file" type="file" required />
          <button type="submit" className="button button-main w-auto!">
            {t('upload.submit')}
          </button>
        </UploadForm>
      )}
    </section>
  );
}
