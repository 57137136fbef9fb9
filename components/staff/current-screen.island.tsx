'use client';
import { useEffect } from 'react';

/** Brings the link of the current screen into view: on a phone the navigation is wider than the screen. */
export function CurrentScreen() {
  useEffect(() => {
    const link = document.querySelector<HTMLElement>('.newsroom-nav [aria-current]');
    const nav = link?.parentElement;
    if (link && nav) nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
  }, []);
  return null;
}
