import type { ServerResponse } from 'node:http';

/**
 * Keeps back an HTML answer until it is whole, then hands its text and status to `finish`, which sends what it makes of it. Answers of
 * other kinds pass through as they come.
 */
export function holdPage(response: ServerResponse, finish: (html: string, status: number) => void): void {
  const { writeHead, write, end, flushHeaders } = response;
  const chunks: Buffer[] = [];
  let held: boolean | undefined;
  const isHeld = () => {
    held ??= String(response.getHeader('content-type') ?? '').startsWith('text/html');
    return held;
  };

  const keep = (chunk: unknown, encoding?: unknown) => {
    if (chunk === undefined || chunk === null || typeof chunk === 'function') return;
    chunks.push(
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : Buffer.from(chunk as Uint8Array),
    );
  };

  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const headers = rest.find((value) => typeof value === 'object' && value !== null) as Record<string, string> | undefined;
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
    if (!isHeld()) writeHead.call(response, status);
    return response;
  }) as typeof response.writeHead;

  response.flushHeaders = () => {
    if (!isHeld()) flushHeaders.call(response);
  };

  response.write = ((...given: Parameters<typeof write>) => {
    if (!isHeld()) return write.apply(response, given);
    keep(given[0], given[1]);
    const done = given.find((value) => typeof value === 'function') as (() => void) | undefined;
    done?.();
    return true;
  }) as typeof response.write;

  response.end = ((...given: Parameters<typeof end>) => {
    if (!isHeld()) return end.apply(response, given);
    keep(given[0], given[1]);
    Object.assign(response, { writeHead, write, end, flushHeaders });
    finish(Buffer.concat(chunks).toString('utf8'), response.statusCode);
    return response;
  }) as typeof response.end;
}
