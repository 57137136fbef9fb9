import { OWN } from './own-blocks.ts';
import { pastedBody } from './pasted.ts';

/**
 * The files that somebody wants to add. Who copies words in Word or Excel has a picture of them in the clipboard too,
 * and who copies a picture of a page has its markup, which says nothing.
 */
export function droppedFiles(data: DataTransfer | null): File[] {
  const html = data?.getData('text/html') ?? '';
  return html.includes(OWN) || pastedBody(html).length > 0 ? [] : [...(data?.files ?? [])];
}
