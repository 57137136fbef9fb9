import { letterManageAddress, lettersAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE } from '#i18n/languages';
import { findOwnSubscription } from '#newsroom/letters/subscribers/find-own-subscription';
import { leaveLetters } from '#newsroom/letters/subscribers/own-subscription';
import { guarded, notAllowed, problem, readText } from '../../answer.ts';
import { addressOf, FORM_LENGTH, seeOther, wordsOf } from '../form.ts';

function tokenOf(request: Request): string {
  return new URL(request.url).searchParams.get('token') ?? '';
}

/** What a mail program opens leads to a page with a button: opening it ends nothing. */
export const GET = guarded(async (request) => {
  const token = tokenOf(request);
  const language = (await findOwnSubscription(token))?.language ?? DEFAULT_LANGUAGE;
  return seeOther(letterManageAddress(language, encodeURIComponent(token)));
});

/**
 * Ends all letters to somebody (RFC 8058): what the button of a mail program posts to, from any site, without a cookie.
 * Our own page has a button too, and gets a page.
 */
export const POST = guarded(async (request) => {
  const token = tokenOf(request);
  const isFromPage = (await readText(request, FORM_LENGTH))?.startsWith('from=page') ?? false;
  const language = (await findOwnSubscription(token))?.language ?? DEFAULT_LANGUAGE;
  const left = await leaveLetters(token, {
    words: isFromPage ? await wordsOf(language, 'manage.leave') : 'List-Unsubscribe=One-Click',
    place: isFromPage ? lettersAddress(language) : 'List-Unsubscribe',
    from: addressOf(request),
  });
  if (isFromPage) return seeOther(lettersAddress(language, left ? 'left' : 'expired'));
  // Whoever was deleted meanwhile gets nothing either.
  return left
    ? new Response('', { headers: { 'cache-control': 'no-store' } })
    : problem(404, 'Not found', 'There is no such subscription.');
});

const refused = notAllowed('GET, HEAD, POST');

export { refused as DELETE, refused as PATCH, refused as PUT };
