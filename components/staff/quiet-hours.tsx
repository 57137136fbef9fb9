const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** From which hour until which nobody is to be disturbed; none at first. */
export function QuietHours({
  hours,
  words,
}: {
  hours: unknown;
  words: { legend: string; hint: string; from: string; until: string; none: string };
}) {
  const [from, until] = Array.isArray(hours) ? hours : [];
  return (
    <fieldset>
      <legend className="font-semibold">{words.legend}</legend>
      <p className="field-hint">{words.hint}</p>
      <div className="flex flex-wrap gap-4">
        <Hour label={words.from} name="quietFrom" value={from} none={words.none} />
        <Hour label={words.until} name="quietUntil" value={until} none={words.none} />
      </div>
    </fieldset>
  );
}

function Hour({ label, name, value, none }: { label: string; name: string; value: unknown; none: string }) {
  return (
    <label className="field">
      <span>{label}</span>
      <select name={name} className="input" defaultValue={String(value ?? '')}>
        <option value="">{none}</option>
        {HOURS.map((hour) => (
          <option key={hour} value={hour}>
            {String(hour).padStart(2, '0')}:00
          </option>
        ))}
      </select>
    </label>
  );
}
