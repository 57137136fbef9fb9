import { LANGUAGES, type Language } from '#i18n/languages';

/**
 * The first of these languages that an Accept-Language header asks for (RFC 9110, 12.5.4: tags with weights, the
 * heaviest first).
 */
export function preferredLanguage(header: string, among = LANGUAGES): Language | undefined {
  const wanted = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { code: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  for (const { code } of wanted) {
    const language = among.find((record) => record.code === code);
    if (language) return language.code;
  }
  return undefined;
}
