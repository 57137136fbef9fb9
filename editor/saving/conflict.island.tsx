'use client';
import { useTranslations } from 'next-intl';
import { useArticleScreen } from '#editor/screen/article-screen.island.tsx';
import { Difference } from '#editor/screen/difference.tsx';
import { diffTexts } from '#newsroom/editing/text-difference';
import { mergeTexts } from './merge.ts';

/**
 * What to do with a text that somebody else has changed meanwhile. Whatever is chosen, both stay among the revisions.
 */
export function Conflict() {
  const t = useTranslations('saving.conflict');
  const { keeper, state, show } = useArticleScreen();
  const { theirs } = state;
  if (!theirs) return null;
  const settle = async (choose: 'mine' | 'theirs' | 'both') => {
    const mine = keeper.text;
    if (choose === 'both') {
      const both = mergeTexts(theirs.text, mine);
      if (await keeper.settle(both)) show(both);
    } else if ((await keeper.settle(mine)) && choose === 'theirs') {
      show(theirs.text);
      await keeper.save(true);
    }
  };
  return (
    <section className="message message-trouble" aria-labelledby="conflict">
      <h2 id="conflict" className="font-bold">
        {t('title', { name: theirs.byName || '—' })}
      </h2>
      <p className="mt-1">{t('note')}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {(['both', 'mine', 'theirs'] as const).map((choose) => (
          <button key={choose} type="button" className="button" onClick={() => void settle(choose)}>
            {t(choose)}
          </button>
        ))}
      </div>
      <div className="mt-4 max-h-[60vh] overflow-auto bg-paper p-3">
        <Difference difference={diffTexts(theirs.text, keeper.text)} />
      </div>
    </section>
  );
}

/** A text that was left in this browser when a window closed or crashed. */
export function LocalCopy({ timeZone }: { timeZone: string }) {
  const t = useTranslations('saving.localCopy');
  const { left, letGo, show, keeper, state } = useArticleScreen();
  if (!left || state.theirs) return null;
  return (
    <section className="message" aria-labelledby="left">
      <h2 id="left" className="font-bold">
        {t('title', {
          time: new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short', timeZone }).format(
            left.at,
          ),
        })}
      </h2>
      <p className="mt-1">{t(left.base === state.version ? 'note' : 'older')}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <button
          type="button"
          className="button"
          onClick={() => {
            show(left.base === state.version ? left.text : mergeTexts(keeper.text, left.text));
            letGo();
          }}
        >
          {t('restore')}
        </button>
        <button type="button" className="button" onClick={letGo}>
          {t('discard')}
        </button>
      </div>
      <div className="mt-4 max-h-[40vh] overflow-auto bg-paper p-3">
        <Difference difference={diffTexts(keeper.text, left.text)} />
      </div>
    </section>
  );
}
