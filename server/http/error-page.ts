import { frontAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, languageAtPath } from '#i18n/languages';
import en from '#messages/en.json' with { type: 'json' };
import hy from '#messages/hy.json' with { type: 'json' };
import ru from '#messages/ru.json' with { type: 'json' };

const MESSAGES = { en, ru, hy };

/**
 * The page for 503 (the database is unreachable or the server overloaded) and 500, in the language of the address. It
 * depends on nothing that could fail.
 */
export function errorPage(path: string, status: 500 | 503, incident: string): string {
  const language = languageAtPath(path.split('/')[1] ?? '')?.code ?? DEFAULT_LANGUAGE;
  const { status: messages, site } = MESSAGES[language];
  const [title, text] =
    status === 503 ? [messages.unavailableTitle, messages.unavailable] : [messages.failedTitle, messages.failed];
  return `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${text}</p><p><a href="${frontAddress(language)}">${site.home}</a></p><p><small>${messages.incident.replace('{id}', incident)}</small></p></main></body></html>
`;
}
