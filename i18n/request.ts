import { locale as rootLocale } from 'next/root-params';
import { getRequestConfig } from 'next-intl/server';
import { DEFAULT_LANGUAGE, isKnownLanguage, languageAtPath, newsroomLanguage } from '#i18n/languages';

export default getRequestConfig(async ({ locale, requestLocale }) => {
  // Pages of readers have their language in the address; those of the newsroom say it (app/admin/gate.ts).
  const said = locale ?? languageAtPath((await rootLocale()) ?? '')?.code ?? (await requestLocale);
  const code = isKnownLanguage(said) ? said : DEFAULT_LANGUAGE;
  const [{ default: readerMessages }, { default: newsroomMessages }] = await Promise.all([
    import(`../messages/${code}.json`),
    import(`../messages/newsroom/${newsroomLanguage(code)}.json`),
  ]);
  return { locale: code, messages: { ...readerMessages, ...newsroomMessages }, timeZone: 'UTC' };
});
