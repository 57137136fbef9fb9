import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { LanguageColumns } from '#components/staff/language-columns';
import { LongField } from '#components/staff/long-field';
import { FOLLOW_LINKS } from '#newsroom/masthead/masthead';
import type { Settings } from '#newsroom/masthead/settings';
import type { Section } from '#newsroom/topics/topic';

/** Everything that the paper settles about itself, field by field. */
export function SettingsFields({ settings, sections, zones }: { settings: Settings | undefined; sections: Section[]; zones: string[] }) {
  const t = useTranslations('mastheadDesk');
  return (
    <>
      <WordsFields settings={settings} />
      <h2 className="desk-heading">{t('placeAndTime')}</h2>
      <div className="grid gap-x-6 gap-y-4 desk:grid-cols-3">
        <Field label={t('fields.timeZone')} name="timeZone" list="zones" defaultValue={settings?.timeZone ?? 'Asia/Baku'} required />
        <datalist id="zones">
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <Field
          label={t('fields.foundedYear')}
          name="foundedYear"
          inputMode="numeric"
          pattern="[0-9]{4}"
          defaultValue={settings?.foundedYear}
          required
        />
        <label className="field">
          <span>{t('fields.columnSection')}</span>
          {/* A select does not follow a new default as other fields do: with another key it is another one. */}
          <select key={settings?.columnSection} name="columnSection" className="input" defaultValue={settings?.columnSection}>
            {!sections.some(({ key }) => key === settings?.columnSection) && <option value="">–</option>}
            {sections.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
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

function WordsFields({ settings }: { settings: Settings | undefined }) {
  const t = useTranslations('mastheadDesk');
  return (
    <LanguageColumns>
      {(code) => (
        <>
          <Field
            label={t('fields.name')}
            name={`name.${code}`}
            lang={code}
            maxLength={80}
            defaultValue={settings?.words[code].name}
            required
          />
          <LongField
            label={t('fields.tagline')}
            name={`tagline.${code}`}
            lang={code}
            maxLength={300}
            defaultValue={settings?.words[code].tagline}
          />
          <LongField
            label={t('fields.reuseRule')}
            name={`reuseRule.${code}`}
            lang={code}
            maxLength={600}
            defaultValue={settings?.words[code].reuseRule}
          />
        </>
      )}
    </LanguageColumns>
  );
}

function MachineFields({ settings }: { settings: Settings | undefined }) {
  const t = useTranslations('mastheadDesk');
  return (
    <>
      <h2 className="desk-heading">{t('machines')}</h2>
      <div className="grid gap-x-6 gap-y-4 desk:grid-cols-3">
        <Field label={t('fields.hubUrl')} name="hub" type="url" maxLength={500} defaultValue={settings?.hub ?? ''} hint={t('hints.hub')} />
        <Field
          label={t('fields.securityContact')}
          name="securityContact"
          maxLength={500}
          defaultValue={settings?.securityContact ?? ''}
          hint={t('hints.securityContact', { mailto: 'mailto:' })}
        />
        <Field
          label={t('fields.indexNowKey')}
          name="indexNowKey"
          maxLength={128}
          defaultValue={settings?.indexNowKey ?? ''}
          hint={t('hints.indexNowKey')}
        />
      </div>
      <LongField
        label={t('fields.adsTxt')}
        name="adsTxt"
        rows={4}
        maxLength={50_000}
        defaultValue={settings?.adsTxt}
        hint={t('hints.adsTxt', { file: 'ads.txt' })}
      />
    </>
  );
}
