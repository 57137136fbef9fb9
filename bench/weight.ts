import { gzipSync } from 'node:zlib';
import type { BenchHouse } from '#bench/bench-server';

export type Weight = {
  page: string;
  html: number;
  css: number;
  js: number;
  together: number;
  fonts: number;
  requests: number;
};

/** What a reader's browser has to fetch for a page, bytes gzipped (fonts as they are), without pictures. */
export async function measureWeight(house: BenchHouse): Promise<Weight[]> {
  const portal = await house.startPortal();
  const weights: Weight[] = [];
  for (const page of [
    '/en/post/russia-territory-istanbul-talks',
    '/ru/post/moskva-vyneset-na-peregovory-vopros-o-territoriyah',
    '/arm/post/moskvan-stambulum-kbardzratsni-taratskneri-hartsy',
    '/en',
    '/ru/region',
  ]) {
    const html = await (await fetch(portal.origin + page)).text();
    const of = (pattern: RegExp) => [...new Set([...html.matchAll(pattern)].map((found) => String(found[1])))];
    const sum = async (addresses: string[], size: (bytes: Buffer) => number) => {
      let total = 0;
      for (const address of addresses)
        total += size(Buffer.from(await (await fetch(portal.origin + address)).arrayBuffer()));
      return total;
    };
    const zipped = (bytes: Buffer) => gzipSync(bytes, { level: 9 }).length;
    const styles = of(/<link rel="stylesheet" href="([^"]+)"/g);
    const scripts = of(/<script[^>]* src="([^"]+)"/g);
    const fonts = of(/<link rel="preload" as="font"[^>]* href="([^"]+)"/g);
    const [css, js] = [await sum(styles, zipped), await sum(scripts, zipped)];
    const own = zipped(Buffer.from(html));
    weights.push({
      page,
      html: own,
      css,
      js,
      together: own + css + js,
      fonts: await sum(fonts, (bytes) => bytes.length),
      requests: 1 + styles.length + scripts.length + fonts.length,
    });
  }
  await portal.stop();
  return weights;
}
