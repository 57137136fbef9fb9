import { useTranslations } from 'next-intl';
import type { ArticleCard } from '#newsroom/articles/article';
import { kindRecord } from '#newsroom/articles/kinds';

/** Says what kind of story it is, where that does not go without saying and its section has not said it already. */
export function KindMark({ article: { kind, section } }: { article: Pick<ArticleCard, 'kind' | 'section'> }) {
  const t = useTranslations('kinds');
  return kindRecord(kind).isMarked && kind !== section.key && <span className="kind-mark">{t(kind)}</span>;
}
