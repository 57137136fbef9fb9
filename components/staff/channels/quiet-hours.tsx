import { useTranslations } from 'next-intl';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** From which hour until which posts make no sound; none at first. */
export function QuietHours({ hours }: { hours: unknown }) {
  const t = useTranslations('channels');
  const [from, until] = Array.isArray(hours) ? hours : [];
  return (
    <fieldset>
      <legend className="font-semibold">{t('quietHours')}</legend>
      <p className="field-hint">{t('quietHoursHint')}</p>
      <div className="flex flex-wrap gap-4">
        <Hour label={t('quietFrom')} name="quietFrom" value={from} />
        <Hour label={t('quietUntil')} name="quietUntil" value={until} />
      </div>
    </fieldset>
  );
}

function Hour({ label, name, value }: { label: string; name: string; value: unknown }) {
  const t = useTranslations('channels');
  return (
    <label className="field">
      <span>{label}</span>
      <select name={name} className="input" defaultValue={String(value ?? '')}>
        <option value="">{t('noHour')}</option>
        {HOURS.map((hour) => (
          <option key={hour} value={hour}>
            {String(hour).padStart(2, '0')}:00
          </option>
        ))}
      </select>
    </label>
  );
}
