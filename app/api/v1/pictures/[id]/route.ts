import { LANGUAGE_CODES } from '#i18n/languages';
import { findLibraryPicture } from '#newsroom/media/find-library-picture';
import { savePictureTexts } from '#newsroom/media/save-picture-texts';
import type { Actor } from '#newsroom/permissions/actor';
import { refuse } from '#newsroom/result';
import { notAllowed } from '../../../answer.ts';
import { nothing, pictureChange, pictureParameters } from '../../draft-schemas.ts';
import { refused } from '../../refused.ts';
import { tokenHandler } from '../../token-handler.ts';
import { presentLibraryPicture } from '../present-picture.ts';

const ofPicture = { scope: 'media:write', parameters: pictureParameters } as const;

async function answerPicture(actor: Actor, id: string): Promise<Response> {
  const picture = await findLibraryPicture(actor, id);
  return picture ? Response.json(presentLibraryPicture(picture)) : refused(refuse('not-found', 'picture'), {}, 404);
}

export const GET = tokenHandler({ ...ofPicture, body: nothing }, ({ actor, parameters: { id } }) =>
  answerPicture(actor, id),
);

/** Alternative text, caption and credit in some languages, if the picture is still of `version`. */
export const PATCH = tokenHandler(
  { ...ofPicture, body: pictureChange },
  async ({ actor, parameters: { id }, body: { version: seen, texts } }) => {
    const picture = await findLibraryPicture(actor, id);
    if (!picture) return refused(refuse('not-found', 'picture'), {}, 404);
    const words = Object.fromEntries(
      LANGUAGE_CODES.flatMap((code) => {
        const { alt, caption, credit } = { ...picture.words[code], ...texts[code] };
        return texts[code] ? [[code, { alt: alt ?? '', caption: caption ?? '', credit: credit ?? '' }]] : [];
      }),
    );
    const saved = await savePictureTexts(actor, id, { words, focus: picture.focus, seen });
    if (saved.ok) return answerPicture(actor, id);
    return refused(saved, saved.why === 'conflict' ? { current: presentLibraryPicture(picture) } : {});
  },
);

const unsupported = notAllowed('GET, HEAD, PATCH');

export { unsupported as DELETE, unsupported as POST, unsupported as PUT };
