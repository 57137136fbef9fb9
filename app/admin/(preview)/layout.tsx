import '../../site.css';
import '../preview.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export const dynamic = 'force-dynamic';

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: 'same-origin' };

/** The document is made by the page, which alone knows the language of its story. */
export default function PreviewLayout({ children }: { children: ReactNode }) {
  return children;
}
