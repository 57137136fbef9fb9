import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { escapeHtml } from '#blocks/html';
import type { PageDocument } from '#newsroom/transfer/site/page-document';

/** Films, sounds and posts of others that belong to a text; other frames are advertisements more often than not. */
const EMBEDS =
  /\/\/(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|rutube\.ru|vk\.com|vkvideo\.ru|ok\.ru|t\.me|telegram\.(?:org|me)|twitter\.com|x\.com|instagram\.com|facebook\.com|tiktok\.com|soundcloud\.com|spotify\.com|twitch\.tv|archive\.org|infogram\.com|flourish\.studio|datawrapper\.dwcdn\.net|google\.com\/maps)/i;

/** So much of what a page says is its text must be in what was found, else that is not it. */
const ENOUGH = 0.8;

/** What nobody reads, and what no story is made of, though it may stand in one. */
const UNREAD = 'script, style, template';
const BESIDE = 'nav, form, button, aside';

/**
 * The text of a story on its page, as HTML: the element that the page marks as such, else what Readability finds (as the
 * reader view of browsers does), else the words that its structured data has. `beside` are words that the page says are
 * the story’s and that are not in the text. Takes the document apart.
 */
export function pageText(document: PageDocument, declared: string): { html: string; beside: string } {
  const [marked, another] = document.querySelectorAll('[itemprop~=articleBody]:not(meta)');
  const own = marked && !another ? marked : undefined;
  if (own) remove(own, UNREAD);
  const said = own ? textOf(own.innerHTML) : declared;
  if (own) remove(own, BESIDE);
  const found = own ? own.innerHTML : readable(document);
  if (declared && missingIn(textOf(found), declared).length > wordsIn(declared).length * (1 - ENOUGH))
    return { html: paragraphs(declared), beside: '' };
  return { html: found, beside: missingIn(textOf(found), said).join(' ') };
}

/** Letters of some HTML, with a space where an element may begin a word. */
export function textOf(html: string): string {
  const { document } = parseHTML(`<html><body>${html.replace(/</g, ' <')}</body></html>`);
  return document.body.textContent ?? '';
}

function remove(element: Element, what: string): void {
  for (const one of [...element.querySelectorAll(what)]) one.remove();
}

function readable(document: PageDocument): string {
  const options = { keepClasses: true, allowedVideoRegex: EMBEDS, charThreshold: 200 };
  return new Readability(document as never, options).parse()?.content ?? '';
}

function paragraphs(text: string): string {
  const parts = text.split(/\r?\n\s*/).map((part) => part.trim());
  return parts
    .filter(Boolean)
    .map((part) => `<p>${escapeHtml(part)}</p>`)
    .join('');
}

export function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Words that one text has and another has not, or not as often. */
function missingIn(text: string, said: string): string[] {
  const left = new Map<string, number>();
  for (const word of wordsIn(text)) left.set(word, (left.get(word) ?? 0) + 1);
  return wordsIn(said).filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}
