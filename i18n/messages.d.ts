import type { Language } from '#i18n/languages';
import type deskMessages from '../messages/desk/en.json';
import type messages from '../messages/en.json';

declare module 'next-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: typeof messages & typeof deskMessages;
  }
}
