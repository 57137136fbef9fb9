import { cache } from 'react';
import { picturesIn } from '#newsroom/articles/article-body';
import { type DeskArticle, thingOf } from '#newsroom/articles/desk-article';
import { findDeskArticle } from '#newsroom/articles/find-desk-article';
import { findSourceText } from '#newsroom/articles/find-source-text';
import { findRevision, listRevisions } from '#newsroom/articles/list-revisions';
import { findMasthead } from '#newsroom/masthead/find-masthead';
import { listPictures } from '#newsroom/media/list-pictures';
import type { Actor } from '#newsroom/staff/actor';
import { may } from '#newsroom/staff/may';
import { shareCropOf } from '#newsroom/syndication/share-picture';
import { readShownPictures } from '../../reads.ts';

export const readArticle = cache(async (actor: Actor, id: string) => (/^\d{1,9}$/.test(id) ? findDeskArticle(actor, Number(id)) : null));

export const readSourceText = cache(findSourceText);
export const readRevisions = cache(listRevisions);
export const readRevision = cache(findRevision);

/** What this person may do to the article. */
export function readRights(actor: Actor, article: DeskArticle) {
  const thing = thingOf({ ...article, sourceArticleId: article.source?.id ?? null });
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
  };
}

/** What goes with a link to the article when somebody sends it. */
export async function readShareFrame({ leadId, language, section }: DeskArticle) {
  const [{ name }, [lead = null]] = await Promise.all([findMasthead(language), listPictures(leadId ? [leadId] : [], language)]);
  return { publication: name, section: section.name, picture: shareCropOf(lead)?.path ?? null };
}

/** The pictures of a text as the editor shows them, by id. */
export function readEditorPictures({ text, language, leadId }: DeskArticle) {
  return readShownPictures([...picturesIn(text.body), ...(leadId ? [leadId] : [])], language);
}
