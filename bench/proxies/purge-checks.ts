import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '#bench/proxies/ask';
import type { Checked } from '#bench/proxies/checks';
import { database } from '#platform/database';

/** A page is the portal's own a moment after the change: what is fetched before is purged the second time. */
const AGAIN_MS = 500;
/** From the second purge on. */
const LIMIT_MS = 1_000;

/** Purges what the outbox names after a position, as docs/surrogate-keys.md tells operators to. */
async function purge({ proxy }: Checked, since: bigint): Promise<void> {
  const rows = await database().outboxEntry.findMany({ where: { id: { gt: since } }, select: { keys: true } });
  const keys = [...new Set(rows.flatMap((row) => row.keys))];
  const answer = await ask({ port: Number(proxy.purgePort), isSecure: false }, '/', {
    ...{ method: 'PURGE', headers: { xkey: keys.join(' ') } },
  });
  if (answer.status !== 200) throw new Error(`the purge was answered with ${answer.status}`);
}

/** How old a copy is, seconds; undefined where the page has just been fetched. */
async function look({ proxy }: Checked, path: string): Promise<{ text: string; isCopy: boolean }> {
  const answer = await ask(proxy, path);
  const ids = String(answer.headers['x-varnish'] ?? '').split(' ');
  return { text: answer.body.toString('utf8'), isCopy: ids.length === 2 };
}

/** A changed article is not in Varnish's copy any more within a second; a page that it is not on stays a copy. */
export async function changeIsPurged(checked: Checked): Promise<string> {
  const { article } = checked;
  const untouched = '/en/author/nobody-of-this-name';
  const took: number[] = [];
  for (let change = 1; change <= 10; change++) {
    for (const path of [article.path, untouched]) await look(checked, path);
    const { isCopy } = await look(checked, article.path);
    if (!isCopy) throw new Error('Varnish keeps no copy');
    const [last] = await database().outboxEntry.findMany({ orderBy: { id: 'desc' }, take: 1, select: { id: true } });
    const headline = `Purged for the ${change}. time`;
    await database().article.update({ where: { id: article.id }, data: { headline } });
    const begun = performance.now();
    if ((await look(checked, article.path)).text.includes(headline)) throw new Error('the copy was not kept');
    await purge(checked, last?.id ?? 0n);
    const second = sleep(AGAIN_MS).then(() => purge(checked, last?.id ?? 0n));
    while (!(await look(checked, article.path)).text.includes(headline)) {
      if (performance.now() - begun > AGAIN_MS + LIMIT_MS)
        throw new Error(`change ${change}: the old copy is there ${LIMIT_MS} ms after the second purge`);
      await sleep(5);
    }
    took.push(performance.now() - begun);
    await second;
    if (!(await look(checked, untouched)).isCopy) throw new Error('a page that was not touched was purged');
  }
  took.sort((one, other) => one - other);
  return `${Math.round(took[5] ?? 0)} ms, at most ${Math.round(took.at(-1) ?? 0)}`;
}

/** Readers cannot purge; for them it is a method that is not allowed. */
export async function readersCannotPurge(checked: Checked): Promise<undefined> {
  const { status } = await ask(checked.proxy, '/', { method: 'PURGE', headers: { xkey: 'site' } });
  if (status !== 405) throw new Error(`a purge by a reader was answered with ${status}`);
}

/** A cookie, a tag of a campaign or a browser's dictionary makes no second copy. */
export async function oneCopy(checked: Checked): Promise<undefined> {
  const { proxy, article } = checked;
  await ask(proxy, article.path, { headers: { 'accept-encoding': 'gzip' } });
  const others = {
    cookie: 'theme=dark',
    'available-dictionary': ':pZGm1Av0IEBKARczz7exkNYsZb8LzaMrV7J32a2fFG4=:',
  };
  for (const path of [article.path, `${article.path}?utm_source=mail&fbclid=1`]) {
    const headers = { ...others, 'accept-encoding': 'gzip, deflate, dcz' };
    const answer = await ask(proxy, path, { headers });
    if (String(answer.headers['x-varnish']).split(' ').length !== 2) throw new Error(`no copy for ${path}`);
  }
}
