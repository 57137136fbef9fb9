/**
 * HTML without a script or style sheet that never ends: a browser shows nothing of what comes after its beginning, and
 * neither may it be lost unnoticed.
 */
export function withoutOpenScript(html: string): { html: string; script: string } {
  const last = new Map<string, { at: number; isEnd: boolean }>();
  for (const { 1: slash, 2: name = '', index: at } of html.matchAll(/<(\/?)(script|style)(?=[\s/>])/gi))
    last.set(name.toLowerCase(), { at, isEnd: slash !== '' });
  const open = [...last.values()].filter(({ at, isEnd }) => !isEnd && !isInComment(html, at));
  const from = Math.min(html.length, ...open.map(({ at }) => at));
  return { html: html.slice(0, from), script: html.slice(from) };
}

function isInComment(html: string, at: number): boolean {
  const begins = html.lastIndexOf('<!--', at);
  return begins >= 0 && html.indexOf('-->', begins) >= at;
}
