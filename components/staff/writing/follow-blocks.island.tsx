'use client';
import { useEffect } from 'react';

/** Shows, in the source, the block that stands where the cursor is in the translation. */
export function FollowBlocks() {
  useEffect(() => {
    const follow = () => {
      const at = document.getSelection()?.anchorNode;
      const page = (at instanceof Element ? at : at?.parentElement)?.closest('.ProseMirror');
      if (!page || !at) return;
      const index = [...page.children].findIndex((block) => block.contains(at));
      for (const block of document.querySelectorAll<HTMLElement>('.source-block')) {
        const isCurrent = block.dataset.block === String(index);
        block.toggleAttribute('data-current', isCurrent);
        if (isCurrent) block.scrollIntoView({ block: 'nearest' });
      }
    };
    document.addEventListener('selectionchange', follow);
    return () => document.removeEventListener('selectionchange', follow);
  }, []);
  return null;
}
