import Negotiator from 'negotiator';
import { LANGUAGES, type Language } from '#i18n/languages';

/** The first of these languages that an Accept-Language header asks for, in any region (RFC 4647, 3.4: lookup). */
export function preferredLanguage(header: string, among = LANGUAGES): Language | undefined {
  const wanted = new Negotiator({ headers: { 'accept-language': header } }).languages();
  for (const tag of wanted) {
    const language = among.find(({ code }) => code === tag.toLowerCase().split('-')[0]);
    if (language) return language.code;
  }
  return undefined;
}
