import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { ACTIVITY } from '#i18n/admin-addresses';
import { type AuditFilter, FORMER_MEMBER, SYSTEM_ACTOR } from '#newsroom/audit/audit-filter';
import { AUDIT_AREAS, AUDIT_EVENT_NAMES, AUDIT_RESOURCES } from '#newsroom/audit/events';

type Choice = { value: string; label: string };
type ChoiceGroup = { label: string; choices: Choice[] };

/** Filters the log. What is chosen goes into the address, which can be bookmarked and shared. */
export function AuditFilterForm({ filter, actors }: { filter: AuditFilter; actors: { id: string; name: string }[] }) {
  const t = useTranslations('audit');
  const people = [
    ...actors.map(({ id, name }) => ({ value: id, label: name })),
    { value: FORMER_MEMBER, label: t('formerMember') },
    { value: SYSTEM_ACTOR, label: t('system') },
  ];
  return (
    <form
      action={ACTIVITY}
      aria-label={t('filter')}
      className="mb-6 grid grid-cols-2 items-end gap-x-4 gap-y-3 *:min-w-0 tablet:grid-cols-3 desk:grid-cols-6"
    >
      <Choose name="actor" label={t('actor')} value={filter.actor} all={t('anyone')} choices={people} />
      <Choose
        name="event"
        label={t('event')}
        value={filter.event}
        all={t('anyEvent')}
        groups={AUDIT_AREAS.map((area) => ({
          label: t(`areas.${area}`),
          choices: AUDIT_EVENT_NAMES.filter((name) => name.startsWith(`${area}.`)).map((name) => ({
            value: name,
            label: t(`events.${name}`, { title: '…' }),
          })),
        }))}
      />
      <Choose
        name="resource"
        label={t('resource')}
        value={filter.resource}
        all={t('anyResource')}
        choices={AUDIT_RESOURCES.map((resource) => ({ value: resource, label: t(`resources.${resource}`) }))}
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
  choices = [],
  groups = [],
}: {
  name: string;
  label: string;
  value?: string | undefined;
  all: string;
  choices?: Choice[];
  groups?: ChoiceGroup[];
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <select name={name} className="input" defaultValue={value ?? ''}>
        <option value="">{all}</option>
        {choices.map((choice) => (
          <Option key={choice.value} {...choice} />
        ))}
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.choices.map((choice) => (
              <Option key={choice.value} {...choice} />
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

function Option({ value, label }: Choice) {
  return <option value={value}>{label}</option>;
}
