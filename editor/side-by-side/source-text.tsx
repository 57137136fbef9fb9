import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type ArticleBody, summaryOf } from '#blocks/body';
import { StoryBody } from '#components/article/story-body';
import type { Language } from '#i18n/languages';
import { diffTexts } from '#newsroom/editing/text-difference';
import type { ArticleText } from '#newsroom/editing/working-copy';
import type { Picture } from '#newsroom/media/picture';
import { alignmentKey } from './alignment-key.ts';

type Pictures = ReadonlyMap<string, Picture>;

/**
 * The source of a translation, block by block, with what has become of it since: what was changed, what is new, what is
 * gone.
 */
export function SourceText({
  now,
  before,
  language,
  pictures,
}: {
  now: ArticleText;
  before: ArticleText;
  language: Language;
  pictures: Pictures;
}) {
  const t = useTranslations();
  const { blocks } = diffTexts(before, now);
  const fate = new Map(blocks.flatMap(({ kind, newer }) => (newer === null ? [] : [[newer, kind] as const])));
  const gone = blocks.filter(({ kind }) => kind === 'gone');
  return (
    <>
      {(['headline', 'standfirst'] as const).map((field) => (
        <div key={field} className="source-unit source-line">
          <p className="field-name">{t(`articleText.${field}`)}</p>
          <p
            lang={language}
            className={field === 'headline' ? 'headline text-[1.75rem]' : 'font-serif text-title text-soft'}
          >
            {now[field]}
          </p>
          {now[field] !== before[field] && <Mark>{t('sideBySide.changed')}</Mark>}
        </div>
      ))}
      <ol className="source-blocks">
        {now.body.map((block, index) => {
          const kind = fate.get(index) ?? 'same';
          return (
            <li key={`${index}${block.type}`} data-kind={alignmentKey(block.type, block)} className="source-unit">
              <div lang={language} className="story-text">
                <SourceBlock block={block} pictures={pictures} />
              </div>
              {kind === 'changed' && <Mark>{t('sideBySide.changed')}</Mark>}
              {kind === 'new' && <Mark>{t('sideBySide.added')}</Mark>}
            </li>
          );
        })}
      </ol>
      {gone.length > 0 && (
        <section className="source-gone">
          <h2 className="newsroom-heading">{t('sideBySide.removed')}</h2>
          {gone.map(({ older, words }) => (
            <p key={older} lang={language} className="mt-2">
              <del>{words.map(({ text }) => text).join('')}</del>
            </p>
          ))}
        </section>
      )}
    </>
  );
}

function SourceBlock({ block, pictures }: { block: ArticleBody[number]; pictures: Pictures }) {
  const t = useTranslations('difference');
  if (block.type === 'unknown') return <p className="unknown-block">{t('unknownBlock', { type: summaryOf(block) })}</p>;
  // Readers are asked before a frame is shown to them; a translator wants the title.
  if (block.type !== 'embed') return <StoryBody body={[block]} pictures={pictures} />;
  return (
    <div className="embed">
      <div className="embed-poster">
        <p className="embed-title">{block.title}</p>
        <p className="break-all">
          <a href={block.href} target="_blank" rel="noopener noreferrer">
            {block.href}
          </a>
        </p>
      </div>
    </div>
  );
}

function Mark({ children }: { children: ReactNode }) {
  return (
    <p>
      <strong className="state state-now font-sans">{children}</strong>
    </p>
  );
}
