import type { List } from '#blocks/list/schema';
import { Spans } from '#blocks/spans-view.tsx';

export function ListView({ block: { ordered, items } }: { block: List }) {
  const Tag = ordered ? 'ol' : 'ul';
  return (
    <Tag>
      {items.map((item, index) => (
        <li key={index}>
          <Spans text={item} />
        </li>
      ))}
    </Tag>
  );
}
