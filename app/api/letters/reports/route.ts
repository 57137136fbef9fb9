import { z } from 'zod';
import { readReport } from '#newsroom/letters/bounces/read-report';
import { recordReport } from '#newsroom/letters/bounces/record-report';
import { isReportWord } from '#newsroom/letters/settings/report-word';
import { parseJson } from '#platform/parse-json';
import { badRequest, guarded, notAllowed, problem, readText } from '../../answer.ts';

/** A report has the letter that it is about in it, in characters. */
const MAX_LENGTH = 1_000_000;

const reports = z.strictObject({
  reports: z
    .array(
      z.strictObject({
        kind: z.enum(['bounce', 'delay', 'complaint']),
        /** To whom the letter went, or the address that it came back to. */
        address: z.string().max(400),
        /** As RFC 3463 has it. */
        status: z
          .string()
          .regex(/^[245]\.\d{1,3}\.\d{1,3}$/)
          .default('5.0.0'),
        words: z.string().max(2_000).default(''),
      }),
    )
    .max(500),
});

/**
 * What became of letters, from a mail server or a service that sends them: a report as it came (message/rfc822, RFC
 * 3464 or 5965), or a list as JSON. With the word of Settings as a bearer token.
 */
export const POST = guarded(async (request) => {
  const [, word = ''] = /^Bearer (lr_[\w-]{43})$/.exec(request.headers.get('authorization') ?? '') ?? [];
  const text = await readText(request, MAX_LENGTH);
  if (word === '' || !(await isReportWord(word)))
    return problem(401, 'Unauthorized', 'Send the word for reports as a bearer token.');
  if (text === undefined) return problem(413, 'Content too large', `A report has at most ${MAX_LENGTH} characters.`);
  if (request.headers.get('content-type')?.startsWith('message/rfc822')) {
    const report = await readReport(new TextEncoder().encode(text));
    return answer(report && (await recordReport(report, { isTrusted: true })) ? 1 : 0);
  }
  const parsed = reports.safeParse(parseJson(text));
  if (!parsed.success) return badRequest(parsed.error.issues);
  let recorded = 0;
  for (const { kind, address, status, words } of parsed.data.reports)
    if (await recordReport({ kind, status, words, addresses: [address] }, { isTrusted: true })) recorded++;
  return answer(recorded);
});

function answer(recorded: number): Response {
  return Response.json({ recorded }, { headers: { 'cache-control': 'no-store' } });
}

const refused = notAllowed('POST');

export { refused as DELETE, refused as GET, refused as PATCH, refused as PUT };
