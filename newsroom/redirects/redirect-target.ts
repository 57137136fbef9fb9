import type { RedirectKind } from '#generated/prisma/enums';
import { frontAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';

/** What an old address leads to, as an import or a person means it. `id` of an article or a picture. */
export type RedirectTarget =
  | { kind: 'article'; id: number }
  | { kind: 'section' | 'tag' | 'author' | 'page'; language: Language; key: string }
  /** A year, month or day: `2018`, `2018-03`, `2018-03-10`. */
  | { kind: 'date'; language: Language; date: string }
  | { kind: 'front'; language: Language }
  | { kind: 'picture'; id: string }
  | { kind: 'gone' };

/** The same as columns of the table; the article's story and language are for the database to find. */
export type TargetColumns = {
  kind: RedirectKind;
  language: Language | null;
  articleId: number | null;
  pictureId: string | null;
  target: string;
};

const NOTHING = { language: null, articleId: null, pictureId: null, target: '' } as const;

export function targetColumns(to: RedirectTarget): TargetColumns {
  switch (to.kind) {
    case 'article':
      return { ...NOTHING, kind: 'article', articleId: to.id };
    case 'picture':
      return { ...NOTHING, kind: 'picture', pictureId: to.id };
    case 'date':
      return { ...NOTHING, kind: 'date', language: to.language, target: to.date };
    case 'front':
      return { ...NOTHING, kind: 'path', target: frontAddress(to.language) };
    case 'gone':
      return { ...NOTHING, kind: 'gone' };
    default:
      return { ...NOTHING, kind: to.kind, language: to.language, target: to.key };
  }
}
