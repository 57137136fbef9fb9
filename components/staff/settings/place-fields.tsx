import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import type { EditableSettings } from '#newsroom/settings/editable-settings';
import type { Section } from '#newsroom/topics/topic';

/** Where and since when the paper appears, and what stands in its column. */
export function PlaceFields({
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
      <h2 className="newsroom-heading">{t('settings.publication')}</h2>
      <div className="grid gap-x-6 gap-y-4 desk:grid-cols-3">
        <Field
          label={t('fields.timeZone')}
          name="timeZone"
          list="zones"
          defaultValue={settings?.timeZone ?? 'Asia/Baku'}
          required
        />
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
          <select
            key={settings?.columnSection}
            name="columnSection"
            className="input"
            defaultValue={settings?.columnSection}
          >
            {!sections.some(({ key }) => key === settings?.columnSection) && <option value="">–</option>}
            {sections.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
    </>
  );
}
