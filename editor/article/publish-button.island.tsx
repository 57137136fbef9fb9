'use client';
import { useTranslations } from 'next-intl';
import { useArticleScreen } from './article-screen.island.tsx';

/** The button that publishes; where readers have this very text and nothing beside it has changed, that is said. */
export function PublishButton({
  isOut,
  publishedVersion,
  label,
}: {
  isOut: boolean;
  publishedVersion: number;
  label: string;
}) {
  const t = useTranslations('saving.publication');
  const { autosave, state, parts } = useArticleScreen();
  const isUnchanged =
    isOut &&
    !autosave.isDirty &&
    state.version === Math.max(publishedVersion, state.publishedVersion) &&
    parts.changed.length === 0;
  if (isUnchanged) return <p className="text-small text-soft">{t('nothingToPublish')}</p>;
  return (
    <button type="submit" className="button button-main">
      {label}
    </button>
  );
}
