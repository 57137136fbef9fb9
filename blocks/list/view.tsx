import type { List } from '#blocks/list/schema';
import { Spans } from '#blocks/spans-view.tsx';

export function ListView({ block: { ordered, start, items } }: { block: List }) {
  const Tag = ordered ? 'ol' : 'ul';
  const isWide = start !== undefined && start + items.length > 100;
  return (
    <Tag start={start} className={isWide ? 'long-numbers' : undefined}>
      {items.map((item, index) => (
        <li key={index}>
          <Spans text={item} />
        </li>
      ))}
    </Tag>
  );
}
