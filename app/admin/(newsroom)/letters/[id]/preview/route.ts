import { getActor } from '#app/admin/gate';
import { guarded, notAllowed, problem } from '#app/api/answer';
import { previewLetter } from '#newsroom/letters/writing/preview-letter';

/** How a mail program asks for the night's colours; a preview shows them, or does not, whatever the screen is. */
const NIGHT = /@media \(prefers-color-scheme: dark\)/g;

type Context = { params: Promise<{ id: string }> };

/** A letter as readers get it: by day, by night, or as plain text. */
export const GET = guarded<Context>(async (request, { params }) => {
  const actor = await getActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in to the newsroom first.');
  const { id } = await params;
  const letter = /^[1-9]\d{0,8}$/.test(id) ? await previewLetter(actor, Number(id)) : null;
  if (!letter) return problem(404, 'Not found', 'There is no such letter.');
  const look = new URL(request.url).searchParams.get('look');
  // What it may load is said by server/http/security-headers.ts.
  const headers = { 'cache-control': 'private, no-store' };
  if (look === 'text')
    return new Response(letter.text, { headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' } });
  const isDark = look === 'dark';
  const html = letter.html
    .replace(NIGHT, isDark ? '@media all' : '@media not all')
    .replace('color-scheme: light dark', `color-scheme: ${isDark ? 'dark' : 'light'}`)
    .replaceAll('<a ', '<a target="_blank" rel="noreferrer" ');
  return new Response(html, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } });
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
