import { guarded, notAllowed } from '../../api/answer.ts';
import { findOwnIcon, readDefaultIcon } from '../own-icon.ts';

/** What telephones ask for without having been told of it. */
export const GET = guarded(async () => {
  const png = (await findOwnIcon('180')) ?? (await readDefaultIcon('apple-touch-icon.png/default.png'));
  return new Response(png, { headers: { 'content-type': 'image/png' } });
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
