'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Difference } from '#editor/comparison/difference.tsx';
import type { BrowserCopy } from '#editor/saving/browser-copy';
import { commonText, mergeTexts } from '#editor/saving/merge';
import { settleConflict } from '#editor/saving/settle-conflict';
import type { AutosaveState } from '#editor/saving/text-autosave';
import { diffTexts } from '#newsroom/editing/text-difference';
import type { ArticleText } from '#newsroom/editing/working-copy';
import { useArticleScreen } from './article-screen.island.tsx';

/**
 * What to do with a text that somebody else has changed meanwhile. Whatever is chosen, both stay among the revisions.
 */
export function Conflict() {
  const { theirs } = useArticleScreen().state;
  return theirs && <Choice key={theirs.version} theirs={theirs} />;
}

function Choice({ theirs }: { theirs: NonNullable<AutosaveState['theirs']> }) {
  const t = useTranslations('saving.conflict');
  const { autosave, show } = useArticleScreen();
  const { conflicts } = mergeTexts(autosave.base, theirs.text, autosave.text);
  const panel = useRef<HTMLElement>(null);
  // It stands above the text, which may be scrolled far down.
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <section ref={panel} tabIndex={-1} className="message message-trouble" aria-labelledby="conflict">
      <h2 id="conflict" className="font-bold">
        {t('title', { name: theirs.byName || '—' })}
      </h2>
      <p className="mt-1">
        {conflicts === 0 ? t('merges') : t('mergesTwice', { count: conflicts })} {t('note')}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {(['both', 'mine', 'theirs'] as const).map((choice) => (
          <button
            key={choice}
            type="button"
            className="button"
            onClick={() => void settleConflict(autosave, choice, show)}
          >
            {t(choice)}
          </button>
        ))}
      </div>
      <div className="mt-4 max-h-[60vh] overflow-auto bg-paper p-3">
        <Difference difference={diffTexts(theirs.text, autosave.text)} />
      </div>
    </section>
  );
}

/** A text that was left in this browser when a window closed or crashed. */
export function LocalCopy({ timeZone }: { timeZone: string }) {
  const t = useTranslations('saving.localCopy');
  const { localCopy, discardLocalCopy, show, autosave, state } = useArticleScreen();
  if (!localCopy || state.theirs) return null;
  return (
    <section className="message" aria-labelledby="left">
      <h2 id="left" className="font-bold">
        {t('title', {
          time: new Intl.DateTimeFormat(undefined, {
            dateStyle: 'short',
            timeStyle: 'short',
            hourCycle: 'h23',
            timeZone,
          }).format(localCopy.at),
        })}
      </h2>
      <p className="mt-1">{t(localCopy.base === state.version ? 'note' : 'older')}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <button
          type="button"
          className="button"
          onClick={() => {
            show(localCopy.base === state.version ? localCopy.text : mergedWith(autosave.text, localCopy));
            discardLocalCopy();
          }}
        >
          {t('restore')}
        </button>
        <button type="button" className="button" onClick={discardLocalCopy}>
          {t('discard')}
        </button>
      </div>
      <div className="mt-4 max-h-[40vh] overflow-auto bg-paper p-3">
        <Difference difference={diffTexts(autosave.text, localCopy.text)} />
      </div>
    </section>
  );
}

/** A copy that was left, with what has become of the article since. */
function mergedWith(now: ArticleText, { text, baseText }: BrowserCopy): ArticleText {
  return mergeTexts(baseText ?? commonText(now, text), now, text).value;
}
