import { type NextRequest, NextResponse } from 'next/server';
import { frontAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, isLanguage } from '#i18n/languages';
import { preferredLanguage } from '#i18n/preferred-language';
import { publicUrl } from '#platform/env';

const YEAR = 31_536_000;

/**
 * The front page in the reader's language: the one they have chosen here before, else the first of theirs that the
 * paper has, else English. `?language=` is a choice (components/site/default-language-form.tsx), and is remembered; so
 * is going over to another language, which the reader's script notes in the same cookie (enhance/language-switch.ts).
 * No other page looks at it.
 */
export function GET(request: NextRequest): Response {
  const chosen = request.nextUrl.searchParams.get('language');
  const remembered = request.cookies.get('language')?.value;
  const language =
    [chosen, remembered].find(isLanguage) ??
    preferredLanguage(request.headers.get('accept-language') ?? '') ??
    DEFAULT_LANGUAGE;
  const response = new NextResponse(null, {
    status: 307,
    headers: {
      location: frontAddress(language),
      vary: 'accept-language, cookie',
      'cache-control': 'private, no-store',
    },
  });
  if (isLanguage(chosen)) {
    response.cookies.set('language', chosen, {
      maxAge: YEAR,
      path: '/',
      sameSite: 'lax',
      secure: publicUrl().startsWith('https:'),
    });
  }
  return response;
}
