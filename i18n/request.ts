import { locale as rootLocale } from 'next/root-params';
import { getRequestConfig } from 'next-intl/server';
import { DEFAULT_LANGUAGE, languageAtPath } from '#i18n/languages';

export default getRequestConfig(async ({ locale }) => {
  const code = locale ?? languageAtPath((await rootLocale()) ?? '')?.code ?? DEFAULT_LANGUAGE;
  const { default: messages } = await import(`../messages/${code}.json`);
  return { locale: code, messages, timeZone: 'UTC' };
});
