'use client';
import { useEffect } from 'react';

/** Brings the links of the current screen and of its tab into view: on a phone both rows are wider than the screen. */
export function CurrentScreen() {
  useEffect(() => {
    for (const link of document.querySelectorAll<HTMLElement>('.newsroom-nav [aria-current]')) {
      const nav = link.parentElement;
      if (nav) nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
    }
  }, []);
  return null;
}
