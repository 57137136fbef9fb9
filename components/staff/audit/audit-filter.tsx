import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { ACTIVITY } from '#i18n/admin-addresses';
import { AUDIT_ACTIONS, AUDIT_RESOURCES } from '#newsroom/audit/audit-entry';
import { type AuditFilter, SYSTEM_ACTOR } from '#newsroom/audit/audit-filter';

type Choice = { value: string; label: string };

/** Narrows the log. What is chosen goes into the address, which can be kept and passed on. */
export function AuditFilterForm({ filter, actors }: { filter: AuditFilter; actors: { id: string; name: string }[] }) {
  const t = useTranslations('audit');
  const people = [
    ...actors.map(({ id, name }) => ({ value: id, label: name })),
    { value: SYSTEM_ACTOR, label: t('thePaper') },
  ];
  return (
    <form
      action={ACTIVITY}
      aria-label={t('filter')}
      className="mb-6 grid grid-cols-2 items-end gap-x-4 gap-y-3 *:min-w-0 tablet:grid-cols-3 desk:grid-cols-6"
    >
      <Choose name="actor" label={t('actor')} value={filter.actor} all={t('anybody')} choices={people} />
      <Choose
        name="act"
        label={t('act')}
        value={filter.act}
        all={t('anything')}
        choices={AUDIT_ACTIONS.map((act) => ({ value: act, label: t(`acts.${act}`) }))}
      />
      <Choose
        name="thing"
        label={t('thing')}
        value={filter.thing}
        all={t('anything')}
        choices={AUDIT_RESOURCES.map((thing) => ({ value: thing, label: t(`things.${thing}`) }))}
      />
      <Field label={t('from')} name="from" type="date" defaultValue={filter.from} />
      <Field label={t('to')} name="to" type="date" defaultValue={filter.to} />
      <div className="flex">
        <button type="submit" className="button">
          {t('show')}
        </button>
        {Object.keys(filter).length > 0 && (
          <a href={ACTIVITY} className="quiet underline">
            {t('all')}
          </a>
        )}
      </div>
    </form>
  );
}

function Choose({
  name,
  label,
  value,
  all,
  choices,
}: {
  name: string;
  label: string;
  value?: string | undefined;
  all: string;
  choices: Choice[];
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <select name={name} className="input" defaultValue={value ?? ''}>
        <option value="">{all}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}
