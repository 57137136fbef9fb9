import { useTranslations } from 'next-intl';
import type { ArticleCard } from '#newsroom/articles/article';
import { kindRecord } from '#newsroom/articles/kinds';

/** Says what kind of story it is, where that does not go without saying. */
export function KindMark({
  article: { kind, isLive = false, section },
  besideSection = false,
}: {
  article: Pick<ArticleCard, 'kind' | 'isLive' | 'section'>;
  /** Whether the name of its section stands there too: “Opinion” need not be said twice. */
  besideSection?: boolean;
}) {
  const t = useTranslations();
  if (isLive) return <span className="kind-mark live-mark">{t('live.now')}</span>;
  if (!kindRecord(kind).isMarked || (besideSection && kind === section.key)) return null;
  return <span className="kind-mark">{t(`kinds.${kind}`)}</span>;
}
