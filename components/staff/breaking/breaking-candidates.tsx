import { useTranslations } from 'next-intl';
import { breakingAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { BreakingCandidate } from '#newsroom/breaking/find-breaking-desk';

/** The newest stories that readers have; each leads to what it would be like. */
export function BreakingCandidates({
  candidates,
  shown,
}: {
  candidates: BreakingCandidate[];
  shown: { language: Language; timeZone: string };
}) {
  const t = useTranslations('breakingNews');
  return (
    <section>
      <h2 className="newsroom-heading">{t('choose')}</h2>
      <p className="mb-2 max-w-2xl text-soft">{t('chooseHint')}</p>
      <ul>
        {candidates.map(({ articleId, headline, publishedAt }) => (
          <li key={articleId} className="border-rule border-b">
            <a href={breakingAddress(articleId)} className="flex min-h-11 flex-wrap items-center gap-x-3 py-2">
              <span className="underline [overflow-wrap:anywhere]">{headline}</span>
              <span className="text-small text-soft">{dateAndTime(publishedAt, shown.language, shown.timeZone)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
