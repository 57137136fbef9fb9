import { cache } from 'react';
import { readShownPictures } from '#app/admin/(newsroom)/reads';
import { picturesIn } from '#blocks/body';
import { kindRecord } from '#newsroom/articles/kinds';
import { previewPosts } from '#newsroom/deliveries/channels/preview-posts';
import { findSourceText } from '#newsroom/editing/find-source-text';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { findRevision, listRevisions } from '#newsroom/editing/list-revisions';
import { countPreviewLinks } from '#newsroom/editing/revoke-previews';
import { resourceOf, type WorkingCopy } from '#newsroom/editing/working-copy';
import { listPictures } from '#newsroom/media/list-pictures';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { listPushes } from '#newsroom/push/list-pushes';
import { findPlaceholderWords } from '#newsroom/settings/find-placeholder-words';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { shareCropOf } from '#newsroom/syndication/share-picture';
import { listSections } from '#newsroom/topics/list-sections';
import { findWireOrigins } from '#newsroom/wire/article-wire';

export const readArticle = cache(async (actor: Actor, id: string) =>
  /^\d{1,9}$/.test(id) ? findWorkingCopy(actor, Number(id)) : null,
);

export const readSourceText = cache(findSourceText);
export const readPlaceholderWords = cache(findPlaceholderWords);
export const readPreviewCount = cache(countPreviewLinks);
export const readRevisions = cache(listRevisions);
export const readRevision = cache(findRevision);
export const readWireOrigins = cache(findWireOrigins);
export const readChannels = previewPosts;
export const readPushes = listPushes;

/** What this person may do to the article. */
export function readRights(actor: Actor, article: WorkingCopy) {
  const thing = resourceOf({ ...article, sourceArticleId: article.source?.id ?? null });
  return {
    edit: may(actor, 'article.edit', thing),
    submit: may(actor, 'article.submit', thing),
    approve: may(actor, 'article.approve', thing),
    publish: may(actor, 'article.publish', thing),
    rename: may(actor, 'article.rename', thing),
    note: may(actor, 'article.note', thing),
    share: may(actor, 'article.share', thing),
    remove: may(actor, 'article.remove', thing),
    file: may(actor, 'story.edit', thing),
    translate: may(actor, 'article.translate', thing),
    settle: may(actor, 'channel.edit'),
    live: kindRecord(article.kind).hasEntries === true && may(actor, 'live.write'),
    declareBreaking: may(actor, 'breaking.declare'),
  };
}

/** What goes with a link to the article when somebody sends it. */
export async function readShareFrame({ leadId, language, section }: WorkingCopy) {
  const [{ name }, sections, [lead = null]] = await Promise.all([
    findSiteSettings(language),
    listSections(language),
    listPictures(leadId ? [leadId] : [], language),
  ]);
  const readers = sections.find(({ key }) => key === section.key);
  return { publication: name, section: readers?.name ?? section.name, picture: shareCropOf(lead)?.path ?? null };
}

/** The pictures of a text as the editor shows them, by id. */
export function readEditorPictures({ text, language, leadId }: WorkingCopy) {
  return readShownPictures([...picturesIn(text.body), ...(leadId ? [leadId] : [])], language);
}
