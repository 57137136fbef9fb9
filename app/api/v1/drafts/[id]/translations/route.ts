import { createTranslation } from '#newsroom/editing/create-translation';
import { notAllowed } from '../../../../answer.ts';
import { draftParameters, translationOf } from '../../../draft-schemas.ts';
import { refused } from '../../../refused.ts';
import { tokenHandler } from '../../../token-handler.ts';
import { answerDraft } from '../../answer-draft.ts';

/** Starts the story in another language, with a copy of this text. */
export const POST = tokenHandler(
  { scope: 'stories:write', parameters: draftParameters, body: translationOf },
  async ({ actor, parameters: { id }, body: { language } }) => {
    const created = await createTranslation(actor, id, language);
    return created.ok ? answerDraft(actor, created.articleId, { status: 201 }) : refused(created);
  },
);

const unsupported = notAllowed('POST');

export { unsupported as DELETE, unsupported as GET, unsupported as PATCH, unsupported as PUT };
