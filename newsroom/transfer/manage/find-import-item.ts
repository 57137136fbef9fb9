import type { ArticleBody } from '#blocks/body';
import { DEFAULT_LANGUAGE, type Language } from '#i18n/languages';
import { importedLanguage } from '#newsroom/transfer/run/import-language';
import { importOptions } from '#newsroom/transfer/run/import-options';
import { readPayload } from '#newsroom/transfer/run/read-payload';
import { pathOnUnknownSite, UNKNOWN_SITE } from '#newsroom/transfer/run/unknown-site';
import { blocksOf } from '#newsroom/transfer/text/blocks-of';
import { database } from '#platform/database';

/** A post or page of an import: what its text was, and what it becomes. */
export type ImportedText = {
  title: string;
  standfirst: string;
  language: Language;
  /** Plain text. */
  source: string;
  body: ArticleBody;
  /** What could not be kept. */
  leftOut: { what: string; words: number; excerpt: string }[];
  reasons: string[];
};

/** A post or page of an import by its position, or null. Pictures are not looked up: they are not in the blocks. */
export async function findImportItem(importId: number, position: number): Promise<ImportedText | null> {
  const row = await database().importItem.findUnique({
    where: { importId_position: { importId, position } },
    select: { payload: true, reasons: true, import: { select: { options: true, language: true, base: true } } },
  });
  if (!row?.payload) return null;
  const post = readPayload(row.payload);
  if (post.kind !== 'post' && post.kind !== 'page') return null;
  const options = importOptions.parse(row.import.options);
  const code = post.language ?? row.import.language;
  const language = (code ? importedLanguage(code, options) : options.language) ?? DEFAULT_LANGUAGE;
  const base = row.import.base || UNKNOWN_SITE;
  const context = { picture: () => undefined, link: pathOnUnknownSite, base, language };
  const { body, leftOut } = blocksOf(post.text, context);
  const source = post.text.format === 'html' ? post.text.html : JSON.stringify(post.text.blocks, null, 2);
  return { title: post.title, standfirst: post.standfirst, language, source, body, leftOut, reasons: row.reasons };
}
