import type { Language } from '#i18n/languages';
import { letterWords } from '#i18n/letter-words';
import { storable } from '#i18n/storable';
import { findSite } from '#newsroom/letters/settings/find-letter-settings';
import { readText } from '../answer.ts';

/** Of a form, in characters. */
export const FORM_LENGTH = 4_000;

/** The fields of a form that a page of ours has sent; undefined for what is too long or of another site. */
export async function readForm(request: Request): Promise<URLSearchParams | undefined> {
  const site = request.headers.get('sec-fetch-site');
  const text = await readText(request, FORM_LENGTH);
  const isOurs = !site || site === 'same-origin' || site === 'none';
  return isOurs && text !== undefined ? new URLSearchParams(storable(text).value as string) : undefined;
}

/** To a page that says what has happened; a browser asks for it anew. */
export function seeOther(address: string): Response {
  return new Response(null, { status: 303, headers: { location: address, 'cache-control': 'no-store' } });
}

/** From which IP address a request comes. */
export function addressOf(request: Request): string {
  return request.headers.get('x-client-address') ?? '';
}

/** What somebody has read beside a button, in their language. */
export async function wordsOf(
  language: Language,
  key: 'consent' | 'confirm.button' | 'manage.save' | 'manage.leave',
): Promise<string> {
  const words = await letterWords(language);
  return key === 'consent'
    ? words('letters.consent', { name: (await findSite(language)).name })
    : words(`letters.${key}`);
}
