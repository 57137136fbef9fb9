import type { Thing } from 'schema-dts';
import { writeData } from '#newsroom/syndication/structured-data';

/** What a page tells machines, in the vocabulary of schema.org. */
export function PageData({ things }: { things: Thing[] }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON that cannot end its script, see writeData.
  return <script type="application/ld+json" data-keep dangerouslySetInnerHTML={{ __html: writeData(things) }} />;
}
