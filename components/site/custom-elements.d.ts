import type { DetailedHTMLProps, HTMLAttributes } from 'react';

// The reader's custom elements (enhance/), as React may draw them.
type CustomElement = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'theme-switch': CustomElement;
      'text-size': CustomElement;
      'copy-link': CustomElement;
      'share-sheet': CustomElement;
      'print-page': CustomElement;
      'view-count': CustomElement;
      'load-more': CustomElement;
      'search-suggest': CustomElement;
      'language-switch': CustomElement;
      'click-to-view': CustomElement;
      'keep-story': CustomElement;
      'kept-stories': CustomElement;
      // Filled in by the page cache (server/rendering/slots.ts); readers never get them.
      'page-slot': { src: string };
      'page-fragment': CustomElement;
    }
  }
}
