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
      'live-updates': CustomElement;
      'live-changes': CustomElement;
      'notification-bell': CustomElement;
      'notification-choice': CustomElement;
      'breaking-bar': CustomElement;
      // Filled in by the page cache (server/rendering/slots.ts); readers never get them.
      'page-slot': { src: string };
      'page-fragment': CustomElement;
    }
  }
}
