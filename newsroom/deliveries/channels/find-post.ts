import { parseBody } from '#blocks/body';
import { postAddress } from '#i18n/addresses';
import { languageCodeOf } from '#i18n/languages';
import { postWords } from '#i18n/post-words';
import type { Post } from '#newsroom/deliveries/channels/channel';
import { listPictures } from '#newsroom/media/list-pictures';
import { type Picture, renditionFile, sharingSize } from '#newsroom/media/picture';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';

/** Most pictures that a post shows. */
const PICTURES = 10;

export type FoundPost = {
  post: Post;
  isPublished: boolean;
  /** It is or was breaking news, and that was not taken back. */
  isBreaking: boolean;
  /** Somebody does not want it in this channel. */
  isLeftOut: boolean;
};

/** What the newsroom has written and readers do not have yet. */
type Draft = { headline: string; standfirst: string; body: unknown };

/**
 * A story as a channel is to show it now, or as it would with a draft; null where there is no such article any more.
 */
export async function findPost(
  articleId: number,
  destinationId: number,
  draft: Draft | null = null,
): Promise<FoundPost | null> {
  const found = await database().article.findUnique({
    where: { id: articleId },
    select: {
      ...{ language: true, slug: true, headline: true, standfirst: true, body: true, state: true, removedAt: true },
      withdrawalNotice: true,
      notes: { where: { kind: 'correction' }, select: { text: true }, orderBy: { at: 'desc' }, take: 1 },
      story: {
        select: {
          kind: true,
          leadId: true,
          breakingNews: { where: { isTakenBack: false }, select: { id: true }, take: 1 },
        },
      },
      channelTexts: { where: { destinationId }, select: { text: true, isLeftOut: true } },
    },
  });
  if (!found) return null;
  const row = { ...found, ...draft };
  const language = languageCodeOf(row.language);
  const words = await postWords(language);
  const [correction] = row.notes;
  const [own] = row.channelTexts;
  const isBreaking = row.story.breakingNews.length > 0;
  const labelled = (text: string) => (isBreaking && text ? `${words.breaking}: ${text}` : text);
  return {
    isBreaking,
    isPublished: row.state === 'published' && row.removedAt === null,
    isLeftOut: own?.isLeftOut ?? false,
    post: {
      language,
      url: publicUrl() + postAddress(language, row.slug),
      ...{ headline: labelled(row.headline), standfirst: row.standfirst, ownText: labelled(own?.text ?? '') },
      correction: correction ? `${words.correction}: ${correction.text}` : '',
      withdrawal: [words.withdrawal, row.withdrawalNotice].filter(Boolean).join('. '),
      pictures: await picturesOf(row, language),
    },
  };
}

type Pictured = { body: unknown; story: { kind: string; leadId: string | null } };

async function picturesOf(
  { body, story: { kind, leadId } }: Pictured,
  language: Post['language'],
): Promise<Post['pictures']> {
  const shown =
    kind === 'gallery' ? parseBody(body).flatMap((block) => (block.type === 'gallery' ? block.pictures : [])) : [];
  const ids = [...new Set([...(leadId ? [leadId] : []), ...shown])].slice(0, PICTURES);
  const pictures = await listPictures(ids, language);
  return ids.flatMap((id) => {
    const picture = pictures.find((one) => one.id === id);
    if (!picture) return [];
    const file = fileOf(picture);
    return { url: `${publicUrl()}/media/${file}`, file, alt: picture.alt };
  });
}

function fileOf(picture: Picture): string {
  return renditionFile(picture, 'wide', sharingSize(picture, 'wide').width, 'jpg');
}
