import { lettersAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE } from '#i18n/languages';
import { languageOfConfirmation } from '#newsroom/letters/subscribers/find-own-subscription';
import { confirmSubscription } from '#newsroom/letters/subscribers/own-subscription';
import { guarded, notAllowed, problem } from '../../answer.ts';
import { addressOf, readForm, seeOther, wordsOf } from '../form.ts';

/** Confirms a subscription: by the button of the page that a letter leads to. */
export const POST = guarded(async (request) => {
  const form = await readForm(request);
  if (!form) return problem(403, 'Forbidden', 'Only pages of this site may send this form.');
  const token = form.get('token') ?? '';
  const language = (await languageOfConfirmation(token)) ?? DEFAULT_LANGUAGE;
  const confirmed = await confirmSubscription(token, {
    words: await wordsOf(language, 'confirm.button'),
    place: lettersAddress(language),
    from: addressOf(request),
  });
  return seeOther(lettersAddress(language, confirmed ? 'confirmed' : 'expired'));
});

const refused = notAllowed('POST');

export { refused as DELETE, refused as GET, refused as PATCH, refused as PUT };
