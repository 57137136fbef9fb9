import { countViews } from '#newsroom/views/count-views';
import { recordView } from '#newsroom/views/record-view';
import { badRequest, guarded, json, notAllowed, problem, readJson } from '../answer.ts';
import { viewRequest, viewsQuery } from '../schemas.ts';

export const GET = guarded(async (request) => {
  const query = viewsQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return badRequest(query.error.issues);
  return json(request, { views: Object.fromEntries(await countViews(query.data.articles)) });
});

export const POST = guarded(async (request) => {
  const site = request.headers.get('sec-fetch-site');
  if (site && site !== 'same-origin') return problem(403, 'Forbidden', 'Only pages of this site may record views.');
  const parsed = viewRequest.safeParse(await readJson(request, MAX_LENGTH));
  if (!parsed.success) return badRequest(parsed.error.issues);

  const { headers } = request;
  const recorded = await recordView({
    articleId: parsed.data.article,
    address: headers.get('x-client-address') ?? '',
    userAgent: headers.get('user-agent') ?? '',
    prefetch: /prefetch|prerender/.test(headers.get('sec-purpose') ?? headers.get('purpose') ?? ''),
    // Set for staff when they sign in; it gives no access, it only keeps them out of the counts.
    staff: /(?:^|;\s*)staff=/.test(headers.get('cookie') ?? ''),
  });
  if (recorded.ok) {
    return json(
      request,
      { article: parsed.data.article, counted: recorded.counted, views: recorded.views },
      { 'cache-control': 'no-store' },
    );
  }
  return recorded.why === 'too-busy'
    ? problem(503, 'Service unavailable', 'Too many requests. Try again later.')
    : problem(404, 'Not found', 'There is no such published article.');
});

const unsupported = notAllowed('GET, HEAD, POST');

export { unsupported as DELETE, unsupported as PATCH, unsupported as PUT };

/** Of a request body, in characters. */
const MAX_LENGTH = 1_000;
