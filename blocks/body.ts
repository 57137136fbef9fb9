import * as z from 'zod/mini';
import { type Block, blockOf, kindOf } from '#blocks/kinds';
import { plainText } from '#blocks/spans';
import { isUnknownBlock, type UnknownBlock, unknownType } from '#blocks/unknown-block';
import { type Language, languageOf } from '#i18n/languages';

// The text of a story or page: a list of blocks.

export type ArticleBody = (Block | UnknownBlock)[];

/**
 * Reads a stored body. One block that cannot be read never costs the reader the story, and is never lost: storedBody
 * gives it back as it was.
 */
export function parseBody(stored: unknown): ArticleBody {
  if (!Array.isArray(stored)) return [];
  return stored.map((candidate) => blockOf(candidate) ?? { type: 'unknown', stored: candidate });
}

/** A body as JSON to be stored or sent; parseBody reads it. */
export function storedBody(body: ArticleBody): unknown[] {
  return body.map((block) => (block.type === 'unknown' ? block.stored : block));
}

/** A body that may be stored: known blocks are whole. Where unknown ones may come from is for those who save to say. */
export const articleBody = z
  .array(z.custom<ArticleBody[number]>((block) => isUnknownBlock(block) || blockOf(block) !== undefined))
  .check(z.maxLength(2_000));

/** Ids of all pictures that a body shows, each once, in order of appearance. */
export function picturesIn(body: ArticleBody): string[] {
  return [...new Set(knownBlocks(body).flatMap((block) => kindOf(block).text.pictures?.(block) ?? []))];
}

/** What a body says in sentences, part by part, without what is to be looked at. */
export function proseOf(body: ArticleBody): string[] {
  return knownBlocks(body)
    .flatMap((block) => kindOf(block).text.parts(block).prose ?? [])
    .map(plainText);
}

/** How many words readers find in a body. */
export function countWords(body: ArticleBody): number {
  const texts = knownBlocks(body).flatMap((block) => kindOf(block).text.parts(block).prose ?? []);
  return texts.reduce((sum, text) => sum + wordsIn(plainText(text)), 0);
}

/**
 * How many words a text has: whatever stands between spaces and has a letter or a digit, so that an address or U.S. is
 * one word. The rules that Intl.Segmenter goes by are not the same in Node and in every browser.
 */
export function wordsIn(text: string): number {
  return text.split(/\s+/).filter(isWord).length;
}

/** Whether what stands between two spaces is a word. */
export function isWord(run: string): boolean {
  return /[\p{L}\p{N}]/u.test(run);
}

/** Minutes that a body takes to read, at least one. */
export function readingMinutes(body: ArticleBody, language: Language): number {
  return Math.max(1, Math.round(countWords(body) / languageOf(language).wordsPerMinute));
}

/** Longer than any story; more would be more than PostgreSQL's index of words takes. Characters. */
const SEARCH_TEXT_LENGTH = 200_000;

/** What a story is found by besides headline and standfirst: all that readers see of its body, a line for each text. */
export function searchTextOf(body: ArticleBody): string {
  const lines = knownBlocks(body).flatMap((block) => {
    const { prose = [], labels = [] } = kindOf(block).text.parts(block);
    return [...prose.map(plainText), ...labels];
  });
  return lines.filter(Boolean).join('\n').slice(0, SEARCH_TEXT_LENGTH);
}

/** Every text in a block that a writer may have left unfinished. */
export function textsIn(block: ArticleBody[number]): string[] {
  if (block.type === 'unknown') return [];
  const { prose = [], labels = [], hidden = [] } = kindOf(block).text.parts(block);
  return [...prose.map(plainText), ...labels, ...hidden];
}

/** A block as one text that a person can read, to compare it with another; of an unknown one its kind. */
export function summaryOf(block: ArticleBody[number]): string {
  return block.type === 'unknown' ? unknownType(block) || '?' : kindOf(block).text.summary(block);
}

function knownBlocks(body: ArticleBody): Block[] {
  return body.filter((block) => block.type !== 'unknown');
}
