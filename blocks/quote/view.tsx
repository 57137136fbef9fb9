import type { Quote } from '#blocks/quote/schema';
import { Spans } from '#blocks/spans-view.tsx';

export function QuoteView({ block: { text, attribution } }: { block: Quote }) {
  return (
    <blockquote>
      <p>
        <Spans text={text} />
      </p>
      {attribution && <footer>{attribution}</footer>}
    </blockquote>
  );
}
