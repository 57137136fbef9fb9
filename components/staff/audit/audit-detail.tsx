import { useTranslations } from 'next-intl';
import { dateAndTime } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import { isStoryKind } from '#newsroom/articles/kinds';
import { changesIn, type Detail, detailsOf, fieldOf } from '#newsroom/audit/event-details';

const LENGTH = 300;

/**
 * How the log is shown to somebody: in their language, by the site's time zone, with the names of sections, tags and
 * authors by their keys.
 */
export type LogContext = {
  language: Language;
  timeZone: string;
  names: Record<'section' | 'tags' | 'authors', Map<string, string>>;
};

function shortened(text: string): string {
  return text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text;
}

/** What an event says beside its message: details, and texts as they were and as they became. */
export function AuditDetail({
  event,
  detail,
  context,
}: {
  event: string;
  detail: Record<string, unknown>;
  context: LogContext;
}) {
  const t = useTranslations('audit');
  const f = useTranslations('fields');
  const details = detailsOf(event, detail);
  const changes = changesIn(detail);
  if (details.length + changes.length === 0) return null;
  return (
    <ul className="text-small">
      {details.map((one) => (
        <li key={one.name}>
          <span className="text-soft">{t(`details.${one.name}`)}:</span> <DetailValue detail={one} context={context} />
        </li>
      ))}
      {changes.map(({ name, before, after }) => {
        const field = fieldOf(name);
        const shown = (text: string) =>
          (field?.field === 'columnSection' && context.names.section.get(text)) || shortened(text);
        return (
          <li key={name}>
            <span className="text-soft">
              {field ? f(field.field) : name}
              {field?.language && ` (${languageOf(field.language).label})`}:
            </span>{' '}
            {before && <del lang={field?.language}>{shown(before)}</del>}{' '}
            {after && <ins lang={field?.language}>{shown(after)}</ins>}
          </li>
        );
      })}
    </ul>
  );
}

function DetailValue({ detail, context: { language, timeZone, names } }: { detail: Detail; context: LogContext }) {
  const t = useTranslations();
  switch (detail.kind) {
    case 'text':
      return shortened(detail.value);
    case 'time':
      return dateAndTime(detail.value, language, timeZone);
    case 'role':
      return t(`roles.${detail.value}`);
    case 'language':
      return languageOf(detail.value).name;
    case 'storyKind':
      return isStoryKind(detail.value) ? t(`kinds.${detail.value}`) : detail.value;
    case 'signInMethod':
      return t(`audit.signInMethods.${detail.value}`);
    default:
      return detail.value.map((key) => names[detail.kind].get(key) ?? key).join(', ');
  }
}
