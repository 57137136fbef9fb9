'use client';
import { type ReactNode, useEffect, useRef } from 'react';
import { alignBlocks } from './aligned-blocks.ts';

/** Where there is room for two columns, as in app/admin/newsroom-side-by-side.css. */
const WIDE = '(min-width: 62.5rem)';

/** Something of the source, and what of the translation stands beside it. */
type Pair = { unit: HTMLElement; target: Element };

/**
 * Lays the source out beside its translation: headline by headline, standfirst by standfirst, block by block, while it
 * is written. What is ours moves: the source is put where the translation's blocks are, and where it needs more room
 * than they do, their rows are told so by one property that the style sheet reads; the editor's own markup is left
 * alone. Where there is one column only, the source is a strip that shows what the cursor is at. Without a script one
 * stands over the other.
 */
export function SideBySideRows({
  source,
  translation,
  label,
}: {
  source: ReactNode;
  translation: ReactNode;
  label: { source: string; translation: string };
}) {
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const [left, right] = [...(page.current?.children ?? [])] as HTMLElement[];
    return page.current && left && right ? keepBeside(page.current, left, right) : undefined;
  }, []);
  return (
    <div ref={page} className="beside">
      <section aria-label={label.source} className="source-pane">
        {source}
      </section>
      <section aria-label={label.translation} className="grid min-w-0 grid-cols-1 content-start gap-4">
        {translation}
      </section>
    </div>
  );
}

function keepBeside(page: HTMLElement, left: HTMLElement, right: HTMLElement): () => void {
  const wide = matchMedia(WIDE);
  let pairs: Pair[] = [];

  function align(): void {
    const lines = [...right.querySelectorAll('textarea')]
      .slice(0, 2)
      .map((line) => line.closest<HTMLElement>('.field'));
    const blocks = [
      ...right.querySelectorAll<HTMLElement>('.ProseMirror > :not(.ProseMirror-gapcursor, .ProseMirror-widget)'),
    ];
    const [headline, standfirst, ...units] = left.querySelectorAll<HTMLElement>('.source-unit');
    const partners = alignBlocks(
      units.map(({ dataset }) => dataset.kind ?? ''),
      blocks.map(({ dataset }) => dataset.kind ?? ''),
    );
    const stand = (unit: HTMLElement | undefined, target: Element | null | undefined) =>
      unit && target ? [{ unit, target }] : [];
    pairs = [
      ...stand(headline, lines[0]),
      ...stand(standfirst, lines[1]),
      ...units.flatMap((unit, index) => stand(unit, blocks[partners[index] ?? -1])),
    ];
    page.toggleAttribute('data-aligned', wide.matches && pairs.length > 0);
    // What scrolls inside itself has to be reached by keyboard.
    if (page.toggleAttribute('data-strip', !wide.matches && pairs.length > 0)) left.setAttribute('tabindex', '0');
    else left.removeAttribute('tabindex');
    if (page.hasAttribute('data-aligned')) standBeside(left, right, pairs, lines, blocks);
    else for (const line of lines) line?.style.removeProperty('min-height');
    watch([right, ...right.querySelectorAll('textarea'), ...blocks, ...pairs.map(({ unit }) => unit)]);
    follow();
  }

  const resized = new ResizeObserver(align);
  let watched = new Set<Element>();
  // What is watched already would be reported anew.
  function watch(wanted: Element[]): void {
    const now = new Set(wanted);
    for (const element of watched) if (!now.has(element)) resized.unobserve(element);
    for (const element of now) if (!watched.has(element)) resized.observe(element);
    watched = now;
  }

  /** Marks what the cursor is at. */
  function follow(): void {
    const at =
      document.activeElement?.tagName === 'TEXTAREA' ? document.activeElement : document.getSelection()?.anchorNode;
    if (!at || !right.contains(at)) return;
    const current = pairs.filter(({ target }) => target.contains(at));
    for (const { unit, target } of pairs) unit.toggleAttribute('data-current', target.contains(at));
    const first = current[0]?.unit;
    if (first && page.hasAttribute('data-strip')) left.scrollTo({ top: first.offsetTop });
  }

  const changed = new MutationObserver(align);
  changed.observe(page, { childList: true, subtree: true });
  document.addEventListener('selectionchange', follow);
  document.addEventListener('focusin', follow);
  wide.addEventListener('change', align);
  align();
  return () => {
    changed.disconnect();
    resized.disconnect();
    document.removeEventListener('selectionchange', follow);
    document.removeEventListener('focusin', follow);
    wide.removeEventListener('change', align);
  };
}

function standBeside(
  left: HTMLElement,
  right: HTMLElement,
  pairs: Pair[],
  lines: (HTMLElement | null)[],
  blocks: Element[],
): void {
  const room = new Map<Element, number>();
  for (const { unit, target } of pairs) room.set(target, (room.get(target) ?? 0) + unit.offsetHeight);
  for (const line of lines) if (line) line.style.minHeight = `${room.get(line) ?? 0}px`;
  // Below the last block there is room already.
  const rows = blocks.map((block, index) =>
    index < blocks.length - 1 && room.has(block) ? `minmax(${room.get(block)}px, auto)` : 'auto',
  );
  right.style.setProperty('--beside-rows', rows.join(' '));
  const begin = left.getBoundingClientRect().top;
  const tops = pairs.map(({ target }) => target.getBoundingClientRect().top - begin);
  let end = 0;
  for (const [index, { unit }] of pairs.entries()) {
    const top = Math.max(tops[index] ?? 0, end);
    unit.style.top = `${top}px`;
    end = top + unit.offsetHeight;
  }
  left.style.setProperty('--beside-end', `${end}px`);
}
