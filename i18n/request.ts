import { locale as rootLocale } from 'next/root-params';
import { getRequestConfig } from 'next-intl/server';
import { DEFAULT_LANGUAGE, isLanguage, languageAtPath } from '#i18n/languages';

export default getRequestConfig(async ({ locale, requestLocale }) => {
  // Pages of readers have their language in the address; those of the newsroom say it (app/admin/gate.ts).
  const said = locale ?? languageAtPath((await rootLocale()) ?? '')?.code ?? (await requestLocale);
  const code = isLanguage(said) ? said : DEFAULT_LANGUAGE;
  const [{ default: words }, { default: deskWords }] = await Promise.all([
    import(`../messages/${code}.json`),
    import(`../messages/desk/${code}.json`),
  ]);
  return { locale: code, messages: { ...words, ...deskWords }, timeZone: 'UTC' };
});
