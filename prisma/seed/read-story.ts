import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked, type Token, type Tokens } from 'marked';
import { parse } from 'yaml';
import { z } from 'zod';
import { EMBED_PROVIDERS } from '#blocks/embed/providers';
import type { Block } from '#blocks/kinds';
import { plainText, type Span, type Text } from '#blocks/spans';
import { STORY_KINDS } from '#newsroom/articles/kinds';
import { DEMO_LANGUAGES, type DemoLanguage as Language } from '#seed/demo-languages';

const storyFile = z.strictObject({
  kind: z.enum(STORY_KINDS).default('article'),
  section: z.string(),
  tags: z.array(z.string()),
  authors: z.array(z.string()).min(1),
  lead: z.string().optional(),
  minutesAgo: z.number().int().optional(),
  publishedAt: z.coerce.date().optional(),
  updatedMinutesAgo: z.number().int().optional(),
  /** How often each of its articles has been read today. */
  views: z.number().int().optional(),
  state: z.enum(['draft', 'scheduled', 'published', 'withdrawn']).default('published'),
});

const articleHead = z.strictObject({
  slug: z.string(),
  formerSlugs: z.array(z.string()).optional(),
  headline: z.string(),
  standfirst: z.string(),
  source: z.string(),
});

const liveFile = z.strictObject({
  closedMinutesAgo: z.number().int(),
  entries: z.array(
    z.strictObject({
      minutesAgo: z.number().int(),
      isKey: z.boolean().default(false),
      isPinned: z.boolean().default(false),
      ...(Object.fromEntries(
        DEMO_LANGUAGES.map(({ code }) => [code, z.strictObject({ title: z.string(), text: z.string() })]),
      ) as Record<Language, z.ZodObject<{ title: z.ZodString; text: z.ZodString }>>),
    }),
  ),
});

export type LiveFile = z.infer<typeof liveFile>;
export type StoryFile = z.infer<typeof storyFile>;
export type ArticleFile = z.infer<typeof articleHead> & { language: Language; body: Block[] };

/** Id of a picture by its key. */
export type PictureIds = ReadonlyMap<string, string>;

/** The entries of a live blog of the demo, oldest first (live.yaml); null where the folder is of another kind. */
export function readEntries(folder: string): LiveFile | null {
  const file = join(folder, 'live.yaml');
  return existsSync(file) ? liveFile.parse(parse(readFileSync(file, 'utf8'))) : null;
}

/**
 * Reads one folder of the demo: story.yaml and a Markdown file per language. Throws with the file's name on anything it
 * does not know.
 */
export function readStory(folder: string, pictures: PictureIds): { story: StoryFile; articles: ArticleFile[] } {
  const story = storyFile.parse(parse(readFileSync(join(folder, 'story.yaml'), 'utf8')));
  const articles = DEMO_LANGUAGES.flatMap(({ code }) => {
    const file = join(folder, `${code}.md`);
    if (!existsSync(file)) return [];
    try {
      const { head, body } = readMarkdown(file);
      return [{ language: code, ...articleHead.parse(parse(head)), body: readBlocks(body, pictures) }];
    } catch (error) {
      throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
    }
  });
  return { story, articles };
}

const pageHead = z.strictObject({ title: z.string(), description: z.string() });

export type PageFile = z.infer<typeof pageHead> & { language: Language; body: Block[] };

/**
 * Reads one folder of the pages about the paper: a Markdown file per language. Throws with the file's name on anything
 * it does not know.
 */
export function readPage(folder: string): PageFile[] {
  return DEMO_LANGUAGES.map(({ code }) => {
    const { head, body } = readMarkdown(join(folder, `${code}.md`));
    return { language: code, ...pageHead.parse(parse(head)), body: readBlocks(body, new Map()) };
  });
}

function readMarkdown(file: string): { head: string; body: string } {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(file, 'utf8')) ?? [];
  if (head === undefined || body === undefined) throw new Error(`${file}: no front matter`);
  return { head, body };
}

/** A body written in Markdown as blocks. `@[youtube](address "title")` on a line of its own is an embed. */
function readBlocks(markdown: string, pictures: PictureIds): Block[] {
  return marked.lexer(markdown).flatMap((token): Block[] => {
    switch (token.type) {
      case 'space':
        return [];
      case 'paragraph':
        return [readParagraph(token as Tokens.Paragraph, pictures)];
      case 'heading':
        return [{ type: 'heading', level: (token as Tokens.Heading).depth === 3 ? 3 : 2, text: spans(token.tokens) }];
      case 'blockquote':
        return [readQuote(token as Tokens.Blockquote)];
      case 'list': {
        const list = token as Tokens.List;
        return [{ type: 'list', ordered: list.ordered, items: list.items.map((item) => spans(item.tokens)) }];
      }
      case 'table':
        return [readTable(token as Tokens.Table)];
      case 'hr':
        return [{ type: 'divider' }];
      default:
        throw new Error(`a body may not contain ${token.type}: ${token.raw.slice(0, 60)}`);
    }
  });
}

function readParagraph(token: Tokens.Paragraph, pictures: PictureIds): Block {
  const embed = /^@\[(\w+)\]\((\S+) "(.+)"\)\s*$/.exec(token.raw);
  if (embed) {
    const provider = z.enum(EMBED_PROVIDERS).parse(embed[1]);
    return { type: 'embed', provider, href: String(embed[2]), title: String(embed[3]) };
  }
  const images = token.tokens.filter((inner): inner is Tokens.Image => inner.type === 'image');
  if (images.length === 0) return { type: 'paragraph', text: spans(token.tokens) };
  const ids = images.map(({ href }) => {
    const id = pictures.get(href);
    if (!id) throw new Error(`no such picture: ${href}`);
    return id;
  });
  return ids.length === 1 ? { type: 'figure', picture: String(ids[0]) } : { type: 'gallery', pictures: ids };
}

function readQuote(token: Tokens.Blockquote): Block {
  const text = spans(token.tokens.flatMap((inner) => ('tokens' in inner && inner.tokens) || []));
  const last = text.at(-1);
  const signed = last && /^(.*?)\n?[—–]\s+([^\n]+)$/s.exec(last.text);
  if (!last || !signed) return { type: 'quote', text };
  const rest = signed[1]?.trimEnd();
  const quoted = rest ? [...text.slice(0, -1), { ...last, text: rest }] : text.slice(0, -1);
  return { type: 'quote', text: quoted, attribution: String(signed[2]) };
}

function readTable(token: Tokens.Table): Block {
  const cells = (row: Tokens.TableCell[]) => row.map((cell) => spans(cell.tokens));
  const numeric = token.align.flatMap((align, column) => (align === 'right' ? [column] : []));
  return {
    type: 'table',
    header: cells(token.header),
    rows: token.rows.map(cells),
    ...(numeric.length > 0 && { numeric }),
  };
}

function spans(tokens: Token[] | undefined, marks: Omit<Span, 'text'> = {}): Text {
  const found = (tokens ?? []).flatMap((token): Text => {
    switch (token.type) {
      case 'text':
      case 'escape':
        if ('tokens' in token && token.tokens) return spans(token.tokens, marks);
        return [{ text: withoutEntities(token.text), ...marks }];
      case 'paragraph':
        return spans(token.tokens, marks);
      case 'strong':
        return spans(token.tokens, { ...marks, strong: true });
      case 'em':
        return spans(token.tokens, { ...marks, emphasis: true });
      case 'link':
        return spans(token.tokens, { ...marks, href: token.href });
      default:
        throw new Error(`a text may not contain ${token.type}: ${token.raw}`);
    }
  });
  // The lexer cuts a run of text at every escape; put what belongs together back into one span.
  return found.reduce<Text>((joined, span) => {
    const last = joined.at(-1);
    const same = last && last.strong === span.strong && last.emphasis === span.emphasis && last.href === span.href;
    if (same) last.text += span.text;
    else joined.push({ ...span });
    return joined;
  }, []);
}

/** marked leaves HTML entities of the source in its text tokens. */
function withoutEntities(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Letters of a body, for checks of length. */
export function lengthOf(body: Block[]): number {
  return body.reduce((sum, part) => {
    if ('text' in part) return sum + plainText(part.text).length;
    if (part.type === 'list') return sum + part.items.reduce((inner, item) => inner + plainText(item).length, 0);
    return sum;
  }, 0);
}
