import { useTranslations } from 'next-intl';
import type { ArticleText } from '#newsroom/articles/desk-article';
import { differenceOf, wordsOf } from '#newsroom/articles/text-difference';

/** The source of a translation, block by block, with what has become of it since: what was changed, what is new, what is gone. */
export function SourceText({ now, before }: { now: ArticleText; before: ArticleText }) {
  const t = useTranslations('beside');
  const { blocks } = differenceOf(before, now);
  const fate = new Map(blocks.flatMap(({ kind, newer }) => (newer === null ? [] : [[newer, kind] as const])));
  const gone = blocks.filter(({ kind }) => kind === 'gone');
  const line = (field: 'headline' | 'standfirst') => now[field] !== before[field] && <Mark word={t('changedSince')} />;
  return (
    <div className="source-text">
      <p className="headline text-[1.75rem]">
        {now.headline} {line('headline')}
      </p>
      <p className="mt-3 font-serif text-title text-soft">
        {now.standfirst} {line('standfirst')}
      </p>
      <ol className="story-text mt-4">
        {now.body.map((block, index) => {
          const kind = fate.get(index) ?? 'same';
          return (
            <li key={`${index}${block.type}`} data-block={index} className="source-block whitespace-pre-line">
              {wordsOf(block)} {kind === 'changed' && <Mark word={t('changedSince')} />} {kind === 'new' && <Mark word={t('newSince')} />}
            </li>
          );
        })}
      </ol>
      {gone.length > 0 && (
        <section className="mt-6">
          <h2 className="desk-heading">{t('goneSince')}</h2>
          {gone.map(({ older, words }) => (
            <p key={older} className="mt-2">
              <del>{words.map(({ text }) => text).join('')}</del>
            </p>
          ))}
        </section>
      )}
    </div>
  );
}

function Mark({ word }: { word: string }) {
  return <strong className="state state-now font-sans">{word}</strong>;
}
