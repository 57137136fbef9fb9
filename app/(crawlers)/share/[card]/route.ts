import { findShareCard } from '#newsroom/syndication/find-share-card';
import { guarded, notAllowed } from '../../../api/answer.ts';
import { absent } from '../../sitemaps.ts';

/**
 * The picture that goes with a link to a story without one. Its name changes with what it says, so it may be kept for
 * ever.
 */
export const GET = guarded(async (_request, { params }: { params: Promise<{ card: string }> }) => {
  const name = /^(.+)\.png$/.exec((await params).card)?.[1];
  const card = name && (await findShareCard(name));
  return card
    ? new Response(card, {
        headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=31536000, immutable' },
      })
    : absent();
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
