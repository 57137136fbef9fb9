import { type NextRequest, NextResponse } from 'next/server';
import { frontAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '#i18n/languages';

/** The front page in the reader's language: the first of theirs that the paper has, else English. */
export function GET(request: NextRequest): Response {
  const language = preferred(request.headers.get('accept-language') ?? '') ?? DEFAULT_LANGUAGE;
  return new NextResponse(null, {
    status: 307,
    headers: { location: frontAddress(language), vary: 'accept-language', 'cache-control': 'private, no-store' },
  });
}

/** Accept-Language (RFC 9110, 12.5.4): tags with weights, the heaviest first. */
function preferred(header: string): Language | undefined {
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
    const language = LANGUAGES.find((record) => record.code === code);
    if (language) return language.code;
  }
  return undefined;
}
