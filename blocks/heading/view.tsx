import type { Heading } from '#blocks/heading/schema';
import { Spans } from '#blocks/spans-view.tsx';

export function HeadingView({ block: { level, text } }: { block: Heading }) {
  const Tag = `h${level}` as const;
  return (
    <Tag>
      <Spans text={text} />
    </Tag>
  );
}
