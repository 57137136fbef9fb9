import { guarded, notAllowed } from '../../api/answer.ts';
import { findOwnIcon, readDefaultIcon } from '../own-icon.ts';

const SIZE = 48;
const HEADER_BYTES = 22;

/** What browsers and feed readers ask for without having been told of it. */
export const GET = guarded(async () => {
  const png = await findOwnIcon(`${SIZE}`);
  const body = png ? inIco(png) : await readDefaultIcon('favicon.ico/default.ico');
  return new Response(body, { headers: { 'content-type': 'image/x-icon' } });
});

/** A PNG as the only picture of an ICO file. */
function inIco(png: Uint8Array): Uint8Array<ArrayBuffer> {
  const ico = new Uint8Array(HEADER_BYTES + png.length);
  const view = new DataView(ico.buffer);
  // One picture, then its size, planes, bits, bytes and where it begins.
  for (const [at, value] of [
    [2, 1],
    [4, 1],
    [10, 1],
    [12, 32],
  ] as const)
    view.setUint16(at, value, true);
  view.setUint8(6, SIZE);
  view.setUint8(7, SIZE);
  view.setUint32(14, png.length, true);
  view.setUint32(18, HEADER_BYTES, true);
  ico.set(png, HEADER_BYTES);
  return ico;
}

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
