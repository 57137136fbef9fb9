import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { CrawlerFields } from '#components/staff/settings/crawler-fields';
import { PlaceFields } from '#components/staff/settings/place-fields';
import { SiteTextFields } from '#components/staff/settings/text-fields';
import type { EditableSettings } from '#newsroom/settings/editable-settings';
import { FOLLOW_LINKS } from '#newsroom/settings/site-settings';
import type { Section } from '#newsroom/topics/topic';

/** Everything that the paper settles about itself, field by field. */
export function SettingsFields({
  settings,
  sections,
  zones,
}: {
  settings: EditableSettings | undefined;
  sections: Section[];
  zones: string[];
}) {
  const t = useTranslations();
  return (
    <>
      <SiteTextFields settings={settings} />
      <PlaceFields settings={settings} sections={sections} zones={zones} />
      <h2 className="desk-heading">{t('settings.social')}</h2>
      <p className="field-hint">{t('settings.socialHint')}</p>
      <div className="grid gap-x-6 gap-y-4 desk:grid-cols-3">
        {FOLLOW_LINKS.map((name) => (
          <Field
            key={name}
            label={t(`fields.${name}Url`)}
            name={name}
            type="url"
            maxLength={500}
            defaultValue={settings?.links[name] ?? ''}
            autoComplete="off"
          />
        ))}
      </div>
      <CrawlerFields settings={settings} />
    </>
  );
}
