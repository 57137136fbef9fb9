import { useTranslations } from 'next-intl';
import type { ArticleCard } from '#newsroom/articles/article';
import { kindRecord } from '#newsroom/articles/kinds';

/** Says what kind of story it is, where that does not go without saying. */
export function KindMark({
  article: { kind, section },
  besideSection = false,
}: {
  article: Pick<ArticleCard, 'kind' | 'section'>;
  /** Whether the name of its section stands there too: “Opinion” need not be said twice. */
  besideSection?: boolean;
}) {
  const t = useTranslations('kinds');
  if (!kindRecord(kind).isMarked || (besideSection && kind === section.key)) return null;
  return <span className="kind-mark">{t(kind)}</span>;
}
