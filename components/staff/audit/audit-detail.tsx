import { useTranslations } from 'next-intl';
import { dateAndTime } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import { changesIn, factsIn, fieldOf, type Said } from '#newsroom/audit/audit-detail';
import type { TopicKind } from '#newsroom/topics/editable-topic';

const SHOWN = 300;

/** How a log is shown to somebody: in their language, by the paper's clock, with the topics' names by their keys. */
export type Shown = { language: Language; timeZone: string; topics: Record<TopicKind, Map<string, string>> };

function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** What a line says beside its sentence: facts, and texts as they were and as they became. */
export function AuditDetail({ detail, shown }: { detail: Record<string, unknown>; shown: Shown }) {
  const t = useTranslations('audit');
  const f = useTranslations('fields');
  const facts = factsIn(detail);
  const changes = changesIn(detail);
  if (facts.length + changes.length === 0) return null;
  return (
    <ul className="text-small">
      {facts.map(({ name, known, said }) => (
        <li key={name}>
          <span className="text-soft">{known ? t(`details.${known}`) : name}:</span>{' '}
          <SaidWords said={said} shown={shown} />
        </li>
      ))}
      {changes.map(({ name, before, after }) => {
        const field = fieldOf(name);
        const words = (text: string) =>
          (field?.field === 'columnSection' && shown.topics.section.get(text)) || shortened(text);
        return (
          <li key={name}>
            <span className="text-soft">
              {field ? f(field.field) : name}
              {field?.language && ` (${languageOf(field.language).label})`}:
            </span>{' '}
            {before && <del lang={field?.language}>{words(before)}</del>}{' '}
            {after && <ins lang={field?.language}>{words(after)}</ins>}
          </li>
        );
      })}
    </ul>
  );
}

function SaidWords({ said, shown: { language, timeZone, topics } }: { said: Said; shown: Shown }) {
  const t = useTranslations();
  switch (said.of) {
    case 'time':
      return dateAndTime(said.value, language, timeZone);
    case 'role':
      return t(`roles.${said.value}`);
    case 'language':
      return languageOf(said.value).name;
    case 'workflow':
      return t(`articleStatus.${said.value}`);
    case 'note':
      return t(`editArticle.notes.kind.${said.value}`);
    case 'text':
      return shortened(String(said.value));
    default:
      return said.value.map((key) => topics[said.of].get(key) ?? key).join(', ');
  }
}
