import type { Paragraph } from '#blocks/paragraph/schema';
import { Spans } from '#blocks/spans-view.tsx';

export function ParagraphView({ block: { text } }: { block: Paragraph }) {
  return (
    <p>
      <Spans text={text} />
    </p>
  );
}
