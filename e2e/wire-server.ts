import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import type { Door } from '#platform/http-client';

/** An agency on this machine, with answers that a test writes. Its name is one of the internet; the door knows better. */
export async function startWireServer() {
  const answers = new Map<string, (response: ServerResponse) => void>();
  const asked: { path: string; headers: NodeJS.Dict<string | string[]> }[] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    const answer = answers.get(request.url ?? '');
    if (answer) answer(response);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const lookup: LookupFunction = (_, options, callback) => {
    if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
    else callback(null, '127.0.0.1', 4);
  };
  const door: Door = { isAllowed: (address) => URL.parse(address)?.hostname === 'agency.example', lookup };
  return {
    answers,
    asked,
    door,
    address: (path: string) => `http://agency.example:${port}${path}`,
    /** Answers a path with a text from now on. */
    say(path: string, body: string | Uint8Array, headers: Record<string, string> = {}) {
      answers.set(path, (response) => response.writeHead(200, headers).end(body));
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A feed of RSS with items as `[id, headline, text]`. */
export function rssFeed(items: readonly (readonly [string, string, string])[], head = ''): string {
  const entries = items.map(
    ([id, headline, text]) =>
      `<item><guid isPermaLink="false">${id}</guid><title>${headline}</title><link>https://agency.example/news/${id}</link>` +
      `<description>Summary of ${headline}</description><content:encoded><![CDATA[<p>${text}</p>]]></content:encoded></item>`,
  );
  return (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Agency</title>' +
    `<link>https://agency.example/</link>${head}${entries.join('')}</channel></rss>`
  );
}

/** An item of NewsML-G2. */
export function newsmlItem(
  guid: string,
  {
    version,
    headline,
    text,
    status = 'usable',
    meta = '',
  }: Record<'headline' | 'text', string> & { version: number; status?: string; meta?: string },
): string {
  return (
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="${version}" standard="NewsML-G2" ` +
    'standardversion="2.35"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-11-20T10:00:00Z</versionCreated>' +
    `<pubStatus qcode="stat:${status}"/>${meta}</itemMeta><contentMeta><headline>${headline}</headline></contentMeta>` +
    `<contentSet><inlineData contenttype="text/html">&lt;p&gt;${text}&lt;/p&gt;</inlineData></contentSet></newsItem>`
  );
}
