import type { ComponentProps } from 'react';

/** A picture beside words that say what it is. */
export function Thumbnail(image: Omit<ComponentProps<'img'>, 'alt'>) {
  return (
    <picture className="contents">
      <img alt="" loading="lazy" decoding="async" {...image} />
    </picture>
  );
}
