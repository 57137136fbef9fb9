'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useArticleScreen } from './article-screen.island.tsx';

/**
 * The button that publishes, with what it can be told (`children`); where readers have this very text and nothing beside
 * it has changed, that is said instead.
 */
export function PublishButton({
  isOut,
  publishedVersion,
  label,
  children,
}: {
  isOut: boolean;
  publishedVersion: number;
  label: string;
  children: ReactNode;
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
    <>
      {children}
      <button type="submit" className="button button-main">
        {label}
      </button>
    </>
  );
}
