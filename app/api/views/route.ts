import { countViews } from '#newsroom/views/count-views';
import { recordView } from '#newsroom/views/record-view';
import { badRequest, guarded, json, notAllowed, problem, readJson } from '../answer.ts';
import { viewReport, viewsQuery } from '../shapes.ts';

export const GET = guarded(async (request) => {
  const query = viewsQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return badRequest(query.error.issues);
  return json(request, { views: Object.fromEntries(await countViews(query.data.articles)) });
});

export const POST = guarded(async (request) => {
  const site = request.headers.get('sec-fetch-site');
  if (site && site !== 'same-origin') return problem(403, 'Forbidden', 'Only pages of this site can report views.');
  const report = viewReport.safeParse(await readJson(request, REPORT_LIMIT));
  if (!report.success) return badRequest(report.error.issues);

  const { headers } = request;
  const recorded = await recordView({
    articleId: report.data.article,
    address: headers.get('x-client-address') ?? '',
    userAgent: headers.get('user-agent') ?? '',
    prefetch: /prefetch|prerender/.test(headers.get('sec-purpose') ?? headers.get('purpose') ?? ''),
    // A mark, not a key: staff get it when they sign in, and all it does is keep them out of the counts.
    staff: /(?:^|;\s*)staff=/.test(headers.get('cookie') ?? ''),
  });
  if (recorded.ok) {
    return json(
      request,
      { article: report.data.article, counted: recorded.counted, views: recorded.views },
      { 'cache-control': 'no-store' },
    );
  }
  return recorded.why === 'too-busy'
    ? problem(503, 'Service unavailable', 'Too many requests. Try again later.')
    : problem(404, 'Not found', 'No such published article.');
});

const refused = notAllowed('GET, HEAD, POST');

export { refused as DELETE, refused as PATCH, refused as PUT };

/** Longer than any report, bytes. */
const REPORT_LIMIT = 1_000;
