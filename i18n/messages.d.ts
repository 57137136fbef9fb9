import type { Language } from '#i18n/languages';
import type messages from '../messages/en.json';
import type newsroomMessages from '../messages/newsroom/en.json';

declare module 'next-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: typeof messages & typeof newsroomMessages;
  }
}
