import { useTranslations } from 'next-intl';
import { dateAndTime } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import { changesIn, type Fact, factsIn, fieldOf } from '#newsroom/staff/audit-detail';
import { ROLES } from '#newsroom/staff/role';

const SHOWN = 300;

function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** What a line says beside its sentence: facts, and texts as they were and as they became. */
export function AuditDetail({ detail, language, timeZone }: { detail: Record<string, unknown>; language: Language; timeZone: string }) {
  const t = useTranslations('audit');
  const f = useTranslations('mastheadDesk.fields');
  const facts = factsIn(detail);
  const changes = changesIn(detail);
  if (facts.length + changes.length === 0) return null;
  return (
    <ul className="text-small">
      {facts.map(({ name, known, value }) => (
        <li key={name}>
          <span className="text-soft">{known ? t(`details.${known}`) : name}:</span>{' '}
          <FactValue value={value} language={language} timeZone={timeZone} />
        </li>
      ))}
      {changes.map(({ name, before, after }) => {
        const field = fieldOf(name);
        return (
          <li key={name}>
            <span className="text-soft">
              {field ? f(field.field) : name}
              {field?.language && ` (${languageOf(field.language).label})`}:
            </span>{' '}
            {before && <del lang={field?.language}>{shortened(before)}</del>}{' '}
            {after && <ins lang={field?.language}>{shortened(after)}</ins>}
          </li>
        );
      })}
    </ul>
  );
}

function FactValue({ value, language, timeZone }: { value: Fact['value']; language: Language; timeZone: string }) {
  const t = useTranslations('roles');
  if (value instanceof Date) return dateAndTime(value, language, timeZone);
  const role = ROLES.find((known) => known === value);
  return role ? t(role) : shortened(String(value));
}
