import type { ArticleAction } from '#components/staff/articles/publication-panel';
import { PublicationStatus } from '#editor/article/publication-status.island.tsx';
import { dateAndTime } from '#i18n/dates';
import { languageName } from '#i18n/language-names';
import type { Language } from '#i18n/languages';
import type { WorkingCopy } from '#newsroom/editing/working-copy';

/** What readers have or will have of an article, with times written on the server, so that browsers agree with it. */
export function PublicationLine({
  article,
  language,
  timeZone,
  scheduleAction,
}: {
  article: WorkingCopy;
  /** Of whoever reads this. */
  language: Language;
  timeZone: string;
  /** For those who may schedule. */
  scheduleAction: ArticleAction | null;
}) {
  const { state, publishedVersion, publishedAt, embargoUntil } = article;
  const inWords = (time: Date | null) => time && dateAndTime(time, language, timeZone);
  return (
    <PublicationStatus
      published={{
        ...{ state, publishedVersion, publishedAt, timeZone },
        time: inWords(publishedAt),
        embargo: embargoUntil && embargoUntil > new Date() ? inWords(embargoUntil) : null,
        language: languageName(article.language, language),
      }}
      scheduleAction={scheduleAction}
    />
  );
}
