import { type NextRequest, NextResponse } from 'next/server';
import { frontAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGES, type Language } from '#i18n/languages';
import { publicUrl } from '#platform/env';

const YEAR = 31_536_000;

/**
 * The front page in the reader's language: the one they have chosen here before, else the first of theirs that the paper has, else
 * English. `?language=` is a choice (components/site/door-form.tsx), and is remembered; so is going over to another language, which the
 * reader's script notes in the same cookie (enhance/language-switch.ts). No other page looks at it.
 */
export function GET(request: NextRequest): Response {
  const chosen = request.nextUrl.searchParams.get('language');
  const remembered = request.cookies.get('language')?.value;
  const language = [chosen, remembered].find(isLanguage) ?? preferred(request.headers.get('accept-language') ?? '') ?? DEFAULT_LANGUAGE;
  const response = new NextResponse(null, {
    status: 307,
    headers: { location: frontAddress(language), vary: 'accept-language, cookie', 'cache-control': 'private, no-store' },
  });
  if (isLanguage(chosen)) {
    response.cookies.set('language', chosen, { maxAge: YEAR, path: '/', sameSite: 'lax', secure: publicUrl().startsWith('https:') });
  }
  return response;
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
