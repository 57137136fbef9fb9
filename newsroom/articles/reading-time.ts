import { type Language, languageOf } from '#i18n/languages';
import { type ArticleBody, countWords } from '#newsroom/articles/article-body';

/** Minutes that a body takes to read, at least one. */
export function readingMinutes(body: ArticleBody, language: Language): number {
  return Math.max(1, Math.round(countWords(body, language) / languageOf(language).wordsPerMinute));
}
