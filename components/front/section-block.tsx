import { useLocale } from 'next-intl';
import type { ReactNode } from 'react';
import { Teaser } from '#components/front/teaser';
import type { Site } from '#components/site/site-page';
import { sectionAddress } from '#i18n/addresses';
import type { ArticleCard } from '#newsroom/articles/article';
import type { Block } from '#newsroom/fronts/front';
import type { Section } from '#newsroom/topics/topic';

/**
 * The ways of setting a section: `split` and its mirror, one story large and the others by text beside it; `half`, two
 * sections side by side; `row`, pictures in a row; `text`, columns of words.
 */
type Rhythm = 'split' | 'mirror' | 'half' | 'row' | 'text';

const CYCLE: readonly Rhythm[] = ['split', 'half', 'half', 'row', 'half', 'half'];

/**
 * Which section is set how: in turn, but nothing that its pictures do not bear, and no half without another beside it.
 */
export function rhythms(blocks: readonly Block<ArticleCard>[]): (Block<ArticleCard> & { rhythm: Rhythm })[] {
  let splits = 0;
  return blocks.map((block, index) => {
    const pictures = block.articles.filter(({ lead }) => lead).length;
    const planned = CYCLE[index % CYCLE.length] as Rhythm;
    const alone = planned === 'half' && index === blocks.length - 1 && CYCLE[(index - 1) % CYCLE.length] !== 'half';
    const wanted = alone ? 'split' : planned;
    if (wanted === 'half' || (wanted === 'row' && pictures >= 3)) return { ...block, rhythm: wanted };
    if (pictures === 0 || block.articles.length === 1) return { ...block, rhythm: 'text' };
    return { ...block, rhythm: splits++ % 2 === 0 ? 'split' : 'mirror' };
  });
}

const LARGE = {
  crop: 'wide',
  sizes: '(min-width: 77.5rem) 690px, (min-width: 48rem) 55vw, calc(100vw - 2rem)',
} as const;
const PICTURES = {
  split: LARGE,
  mirror: LARGE,
  half: { crop: 'standard', sizes: '(min-width: 48rem) 240px, 7.5rem' },
  row: { crop: 'standard', sizes: '(min-width: 62.5rem) 280px, (min-width: 48rem) 46vw, 7.5rem' },
  text: undefined,
} as const;

export function SectionBlock({
  section,
  articles,
  rhythm,
  site,
  children,
}: {
  section: Section;
  articles: ArticleCard[];
  rhythm: Rhythm;
  site: Site;
  /** What stands below it. */
  children?: ReactNode;
}) {
  const language = useLocale();
  const [opening, ...others] = rhythm === 'row' ? articles.filter(({ lead }) => lead).slice(0, 4) : articles;
  if (!opening) return null;
  const isSplit = rhythm === 'split' || rhythm === 'mirror';
  const id = `section-${section.key}`;
  const picture = PICTURES[rhythm];
  return (
    <>
      <section aria-labelledby={id} className={rhythm === 'mirror' ? 'block-split block-mirror' : `block-${rhythm}`}>
        <h2 id={id} className="label block-label">
          <a href={sectionAddress(language, section.key)}>{section.name}</a>
        </h2>
        <div className="block-stories">
          <Teaser article={opening} site={site} picture={picture} standfirst />
          {isSplit || rhythm === 'half' ? (
            <div className="block-others">
              {others.slice(0, rhythm === 'half' ? 3 : 4).map((article) => (
                <Teaser key={article.id} article={article} site={site} standfirst={isSplit} />
              ))}
            </div>
          ) : (
            others.map((article) => (
              <Teaser key={article.id} article={article} site={site} picture={picture} standfirst={rhythm === 'text'} />
            ))
          )}
        </div>
      </section>
      {children && <div className="block-between">{children}</div>}
    </>
  );
}
