import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { LongField } from '#components/staff/long-field';
import type { EditableSettings } from '#newsroom/settings/editable-settings';

/** What the paper settles with machines. */
export function CrawlerFields({ settings }: { settings: EditableSettings | undefined }) {
  const t = useTranslations();
  return (
    <>
      <h2 className="newsroom-heading">{t('settings.crawlers')}</h2>
      <div className="grid gap-x-6 gap-y-4 desk:grid-cols-3">
        <Field
          label={t('fields.hubUrl')}
          name="hub"
          type="url"
          maxLength={500}
          defaultValue={settings?.hub ?? ''}
          hint={t('settings.hints.hub')}
        />
        <Field
          label={t('fields.securityContact')}
          name="securityContact"
          maxLength={500}
          defaultValue={settings?.securityContact ?? ''}
          hint={t('settings.hints.securityContact', { mailto: 'mailto:' })}
        />
        <Field
          label={t('fields.indexNowKey')}
          name="indexNowKey"
          maxLength={128}
          defaultValue={settings?.indexNowKey ?? ''}
          hint={t('settings.hints.indexNowKey')}
        />
      </div>
      <LongField
        label={t('fields.adsTxt')}
        name="adsTxt"
        rows={4}
        maxLength={50_000}
        defaultValue={settings?.adsTxt}
        hint={t('settings.hints.adsTxt', { file: 'ads.txt' })}
      />
    </>
  );
}
