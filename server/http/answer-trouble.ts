import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { hasActionBegun } from '#platform/begun-actions';
import { troubleOf } from '#platform/noted-trouble';
import { newsroomTroublePage } from '#server/http/newsroom-trouble-page';

/**
 * Next answers 500 for whatever a page or an action throws; where the database is the reason it is 503, in the newsroom
 * with a page that says so, and 400 where it could not read what was sent, so that no action has begun.
 */
export function answerTrouble(
  request: IncomingMessage,
  response: ServerResponse,
  { id, isAction, isNewsroom }: { id: string; isAction: boolean; isNewsroom: boolean },
): void {
  const own = {
    writeHead: response.writeHead.bind(response) as (...all: unknown[]) => ServerResponse,
    write: response.write.bind(response) as (...all: unknown[]) => boolean,
    end: response.end.bind(response) as (...all: unknown[]) => ServerResponse,
  };
  let isReplaced = false;

  function sendTroublePage(): ServerResponse {
    const trouble = troubleOf(id) ?? 'unreachable';
    const body = Buffer.from(newsroomTroublePage(request, trouble));
    for (const name of ['content-encoding', 'transfer-encoding', 'link', 'vary']) response.removeHeader(name);
    const headers: OutgoingHttpHeaders = {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-length': body.length,
    };
    isReplaced = true;
    own.writeHead(503, headers);
    return own.end(request.method === 'HEAD' ? undefined : body);
  }

  /** For whoever opens a page; scripts of the newsroom have words of their own for a failure. */
  const wantsPage = isNewsroom && !isAction && isDocument(request);

  Object.assign(response, {
    writeHead(status: number, ...others: unknown[]) {
      if (isReplaced) return response;
      if (status !== 500) return own.writeHead(status, ...others);
      if (!troubleOf(id)) return own.writeHead(isAction && !hasActionBegun(id) ? 400 : 500, ...others);
      response.setHeader('retry-after', '30');
      return wantsPage ? sendTroublePage() : own.writeHead(503, ...others);
    },
    // (Else the first piece of a body would send Next's own head with it.)
    write(...all: unknown[]) {
      if (!response.headersSent) response.writeHead(response.statusCode);
      return isReplaced || own.write(...all);
    },
    end(...all: unknown[]) {
      if (!response.headersSent && response.statusCode === 500) response.writeHead(500);
      return isReplaced ? response : own.end(...all);
    },
  });
}

function isDocument({ headers }: IncomingMessage): boolean {
  return !headers.rsc && !headers['next-action'] && (headers.accept ?? '').includes('text/html');
}
