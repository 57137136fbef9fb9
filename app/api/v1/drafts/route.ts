import type { z } from 'zod';
import { changeSlug } from '#newsroom/editing/change-slug';
import { createArticle } from '#newsroom/editing/create-article';
import { organizeStory, type StoryDetails } from '#newsroom/editing/organize-story';
import { saveText } from '#newsroom/editing/save-text';
import type { Actor } from '#newsroom/permissions/actor';
import type { Refusal } from '#newsroom/result';
import { notAllowed } from '../../answer.ts';
import { newDraft, nothing } from '../draft-schemas.ts';
import { presentRefusal, refused } from '../refused.ts';
import { tokenHandler } from '../token-handler.ts';
import { answerDraft, findDraft } from './answer-draft.ts';
import { withGivenText } from './given-text.ts';

/**
 * Creates a story with all that is said of it. What cannot be set, such as a tag that there is not, is told with the
 * draft: it is there, and what was sent need not be sent again.
 */
export const POST = tokenHandler(
  { scope: 'stories:write', parameters: nothing, body: newDraft },
  async ({ actor, body: { language, section, kind = 'article', ...given } }) => {
    const created = await createArticle(actor, { language, section, kind });
    if (!created.ok) return refused(created);
    const id = created.articleId;
    const { refusal, leftOut } = await fill(actor, id, { language, section, kind, ...given });
    const more = {
      ...(refusal && { refused: await presentRefusal(refusal) }),
      ...(leftOut.length > 0 && { leftOut }),
    };
    return answerDraft(actor, id, { status: 201, more });
  },
);

async function fill(
  actor: Actor,
  id: number,
  given: Required<Pick<z.infer<typeof newDraft>, 'kind'>> & z.infer<typeof newDraft>,
) {
  const { language, kind, section, tags = [], authors = [], picture = null } = given;
  const draft = await findDraft(actor, id);
  if (!draft) return { refusal: undefined, leftOut: [] };
  const { text, leftOut } = await withGivenText(draft.text, given, language);
  const saved = await saveText(actor, id, { text, base: draft.version, isExplicit: true });
  if (!saved.ok) return { refusal: saved as Refusal, leftOut };
  const details: StoryDetails = { seen: draft.storyVersion, kind, section, tags, authors, leadId: picture };
  const organized = await organizeStory(actor, id, details);
  if (!organized.ok) return { refusal: organized, leftOut };
  const named = given.slug === undefined ? organized : await changeSlug(actor, id, given.slug);
  return { refusal: named.ok ? undefined : named, leftOut };
}

const unsupported = notAllowed('POST');

export { unsupported as DELETE, unsupported as GET, unsupported as PATCH, unsupported as PUT };
