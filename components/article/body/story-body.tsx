import { Embed } from '#components/article/body/embed';
import { Spans } from '#components/article/body/spans';
import { StoryTable } from '#components/article/body/story-table';
import { Figure } from '#components/article/figure';
import { type ArticleBody, type Block, pictureInStory, type UnknownBlock } from '#newsroom/articles/article-body';
import type { Picture } from '#newsroom/media/picture';

type Pictures = ReadonlyMap<string, Picture>;

export function StoryBody({ body, pictures }: { body: ArticleBody; pictures: Pictures }) {
  return body.map((block, index) => <StoryBlock key={index} block={block} pictures={pictures} />);
}

function StoryBlock({ block, pictures }: { block: Block | UnknownBlock; pictures: Pictures }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <Spans text={block.text} />
        </p>
      );
    case 'heading': {
      const Heading = `h${block.level}` as const;
      return (
        <Heading>
          <Spans text={block.text} />
        </Heading>
      );
    }
    case 'quote':
      return (
        <blockquote>
          <p>
            <Spans text={block.text} />
          </p>
          {block.attribution && <footer>{block.attribution}</footer>}
        </blockquote>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, index) => (
            <li key={index}>
              <Spans text={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'figure': {
      const picture = pictures.get(block.picture);
      if (!picture) return null;
      return (
        <Figure
          picture={pictureInStory(picture, block)}
          crop="whole"
          sizes="(min-width: 44rem) 660px, calc(100vw - 2rem)"
        />
      );
    }
    case 'gallery':
      return (
        <div className="gallery">
          {block.pictures.flatMap((id) => {
            const picture = pictures.get(id);
            return picture
              ? [
                  <Figure
                    key={id}
                    picture={pictureInStory(picture, block.words?.[id])}
                    crop="standard"
                    sizes="(min-width: 44rem) 322px, calc(100vw - 2rem)"
                  />,
                ]
              : [];
          })}
        </div>
      );
    case 'embed':
      return <Embed embed={block} />;
    case 'table':
      return <StoryTable table={block} />;
    case 'divider':
      return <hr />;
    case 'unknown':
      return null;
  }
}
