import type { ArticleBody } from '#blocks/body';
import { StoryBody } from '#components/article/story-body';
import { Breadcrumbs } from '#components/site/breadcrumbs';
import type { Picture } from '#newsroom/media/picture';

/** A page about the paper: a title and a text. */
export function PlainPage({
  title,
  body,
  pictures,
}: {
  title: string;
  body: ArticleBody;
  pictures: ReadonlyMap<string, Picture>;
}) {
  return (
    <article>
      <Breadcrumbs />
      <h1 className="headline text-[clamp(1.875rem,1.2rem+2.6vw,2.75rem)]">{title}</h1>
      <div className="story-text story-column mt-6 max-w-[41.25rem]">
        <StoryBody body={body} pictures={pictures} />
      </div>
    </article>
  );
}
