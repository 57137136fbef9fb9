import type { Language } from '#i18n/languages';
import { type ArticleBody, countWords } from '#newsroom/articles/article-body';

/** Words a minute of silent reading; words of Russian and Armenian are longer, and fewer to a sentence. */
const SPEED: Record<Language, number> = { en: 230, ru: 180, hy: 180 };

/** Minutes that a body takes to read, at least one. */
export function readingMinutes(body: ArticleBody, language: Language): number {
  return Math.max(1, Math.round(countWords(body, language) / SPEED[language]));
}
