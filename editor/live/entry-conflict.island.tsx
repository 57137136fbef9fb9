'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Difference } from '#editor/comparison/difference.tsx';
import type { Choice } from '#editor/saving/settle-conflict';
import type { AutosaveState } from '#editor/saving/text-autosave';
import { diffTexts } from '#newsroom/editing/text-difference';
import type { ArticleText } from '#newsroom/editing/working-copy';

/** What to do with an entry that has been changed in another window meanwhile. */
export function EntryConflict({
  theirs,
  mine,
  choose,
}: {
  theirs: NonNullable<AutosaveState['theirs']>;
  mine: ArticleText;
  choose(choice: Choice): void;
}) {
  const t = useTranslations('saving.conflict');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <section ref={panel} tabIndex={-1} className="message message-trouble" aria-label={t('title', { name: '' })}>
      <p className="font-bold">{t('title', { name: theirs.byName || '—' })}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {(['both', 'mine', 'theirs'] as const).map((choice) => (
          <button key={choice} type="button" className="button" onClick={() => choose(choice)}>
            {t(choice)}
          </button>
        ))}
      </div>
      <div className="mt-4 max-h-[40vh] overflow-auto bg-paper p-3">
        <Difference difference={diffTexts(theirs.text, mine)} />
      </div>
    </section>
  );
}
