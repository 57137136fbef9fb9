import { findSiteFile } from '#newsroom/settings/find-site-file';
import { guarded, notAllowed } from '../../../api/answer.ts';
import { absent } from '../../sitemaps.ts';

/** Nothing in a drawing may run or load anything, also where it is opened by itself. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** A logo or icon of the site. Its name changes with its content, so it may be kept for ever. */
export const GET = guarded(async (_request, { params }: { params: Promise<{ file: string }> }) => {
  const file = await findSiteFile((await params).file);
  if (!file) return absent();
  const headers = {
    'content-type': file.type,
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': POLICY,
    // Aggregators and feed readers show it on their pages.
    'cross-origin-resource-policy': 'cross-origin',
  };
  return new Response(file.content, { headers });
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
