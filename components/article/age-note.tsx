import { useTranslations } from 'next-intl';
import { ageOf } from '#newsroom/articles/age';

/** Tells those who come from elsewhere that a story is not of today. */
export function AgeNote({ publishedAt, now }: { publishedAt: Date; now: Date }) {
  const t = useTranslations('article');
  const { unit, count } = ageOf(publishedAt, now);
  if (count === 0) return null;
  return <p className="age-note">{t(unit === 'years' ? 'ageYears' : 'age', { count })}</p>;
}
