import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { MachineFields } from '#components/staff/masthead/machine-fields';
import { PlaceFields } from '#components/staff/masthead/place-fields';
import { WordsFields } from '#components/staff/masthead/words-fields';
import { FOLLOW_LINKS } from '#newsroom/masthead/masthead';
import type { Settings } from '#newsroom/masthead/settings';
import type { Section } from '#newsroom/topics/topic';

/** Everything that the paper settles about itself, field by field. */
export function SettingsFields({ settings, sections, zones }: { settings: Settings | undefined; sections: Section[]; zones: string[] }) {
  const t = useTranslations('mastheadDesk');
  return (
    <>
      <WordsFields settings={settings} />
      <PlaceFields settings={settings} sections={sections} zones={zones} />
      <h2 className="desk-heading">{t('links')}</h2>
      <p className="field-hint">{t('linksHint')}</p>
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
      <MachineFields settings={settings} />
    </>
  );
}
