'use client';
import { useEffect } from 'react';

/**
 * Takes the keyboard to the part of the page that its address names, as a browser does; Next only scrolls there. Anew
 * with each `layout`.
 */
export function FragmentFocus({ layout }: { layout: string }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address has changed with it.
  useEffect(() => document.getElementById(location.hash.slice(1))?.focus({ preventScroll: true }), [layout]);
  return null;
}
