import { conditional } from '../api/answer.ts';

/** A file of plain text, of lines; those that are undefined are left out. */
export function text(request: Request, lines: (string | undefined)[], type = 'text/plain'): Response {
  const body = `${lines.filter((line) => line !== undefined).join('\n')}\n`;
  return conditional(request, body, { 'content-type': `${type}; charset=utf-8` });
}
