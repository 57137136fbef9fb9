import { letterManageAddress, lettersAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE } from '#i18n/languages';
import { isLetterKind } from '#newsroom/letters/kinds';
import { findOwnSubscription } from '#newsroom/letters/subscribers/find-own-subscription';
import { changeSubscription } from '#newsroom/letters/subscribers/own-subscription';
import { guarded, notAllowed, problem } from '../../answer.ts';
import { addressOf, readForm, seeOther, wordsOf } from '../form.ts';

/** Changes what somebody gets. */
export const POST = guarded(async (request) => {
  const form = await readForm(request);
  if (!form) return problem(403, 'Forbidden', 'Only pages of this site may send this form.');
  const token = form.get('token') ?? '';
  const kinds = [...new Set(form.getAll('kinds').filter(isLetterKind))];
  const language = (await findOwnSubscription(token))?.language ?? DEFAULT_LANGUAGE;
  const changed = await changeSubscription(token, kinds, {
    words: await wordsOf(language, 'manage.save'),
    place: lettersAddress(language),
    from: addressOf(request),
  });
  if (!changed) return seeOther(lettersAddress(language, 'expired'));
  return seeOther(kinds.length > 0 ? letterManageAddress(language, token, true) : lettersAddress(language, 'left'));
});

const refused = notAllowed('POST');

export { refused as DELETE, refused as GET, refused as PATCH, refused as PUT };
