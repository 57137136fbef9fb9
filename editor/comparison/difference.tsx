import { useTranslations } from 'next-intl';
import type { TextDifference, WordRun } from '#newsroom/editing/text-difference';

/**
 * What became of one text in another: words that went are struck, words that came are underlined; long stretches
 * without a change are left out.
 */
export function Difference({ difference }: { difference: TextDifference }) {
  const t = useTranslations('difference');
  const { blocks, ...lines } = difference;
  const changed = blocks.map(({ kind }) => kind !== 'same');
  const named = (types: WordRun[]) => types.map((run) => ({ ...run, text: t('unknownBlock', { type: run.text }) }));
  return (
    <div className="difference story-text">
      {(['headline', 'standfirst', 'source'] as const).map((field) =>
        lines[field].some(({ kind }) => kind !== 'same') ? (
          <p key={field} className={field === 'headline' ? 'headline' : undefined}>
            <Runs runs={lines[field]} />
          </p>
        ) : null,
      )}
      {blocks.map((block, index) => {
        const isNear = changed[index] || changed[index - 1] || changed[index + 1];
        const key = `${block.older}-${block.newer}`;
        if (!isNear) return changed[index - 2] || index === 0 ? <p key={key}>…</p> : null;
        return (
          <p key={key} data-kind={block.kind} className="whitespace-pre-line">
            <Runs runs={block.type === 'unknown' ? named(block.words) : block.words} />
            {block.isFormed && <em className="text-small text-accent"> ({t('formatting')})</em>}
          </p>
        );
      })}
      {!changed.includes(true) && Object.values(lines).every((runs) => runs.every(({ kind }) => kind === 'same')) && (
        <p>{t('none')}</p>
      )}
    </div>
  );
}

function Runs({ runs }: { runs: WordRun[] }) {
  return runs.map(({ kind, text }, index) => {
    // The runs of one text stand in an order that is all they have.
    const key = `${index}${kind}`;
    if (kind === 'gone') return <del key={key}>{text}</del>;
    return kind === 'new' ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>;
  });
}
