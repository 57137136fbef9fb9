import { textsIn } from '#blocks/body';
import { pastedBody } from './pasted.ts';

/**
 * What a field of plain text has to take instead of what the browser would put there, which writes 10⁹ as 109 and says
 * again what was struck out; undefined where that is the same.
 */
export function pastedLine(data: Pick<DataTransfer, 'getData'>): string | undefined {
  const html = data.getData('text/html');
  if (!/<(su[bp]|s|strike|del|math)\b|line-through|vertical-align/i.test(html)) return undefined;
  const line = pastedBody(html).flatMap(textsIn).join(' ').replace(/\s+/g, ' ').trim();
  const letters = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.join('');
  return letters(line) === letters(data.getData('text/plain')) ? undefined : line;
}

/** Pastes into a field of plain text with every figure as it was. Undo of the browser takes it back. */
export function pasteLine(event: { clipboardData: DataTransfer; preventDefault(): void }): void {
  const line = pastedLine(event.clipboardData);
  // No other call writes into a field as if somebody had typed.
  if (line !== undefined && document.execCommand('insertText', false, line)) event.preventDefault();
}
