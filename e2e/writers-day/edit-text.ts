import { picturesIn, textsIn } from '#blocks/body';
import { canonicalJson } from '#blocks/canonical-json';
import type { Block } from '#blocks/kinds';
import type { Edit } from '#e2e/writers-day/steps';
import type { ArticleText } from '#newsroom/editing/working-copy';

export type NewWord = () => string;

/** A text after one change. Words that are added are new ones, so that each can be told from all others. */
export function editText(text: ArticleText, edit: Edit, newWord: NewWord): ArticleText {
  const { body } = text;
  const withBody = (index: number, deleted: number, ...added: ArticleText['body']): ArticleText => ({
    ...text,
    body: body.toSpliced(index, deleted, ...added),
  });
  if (!('at' in edit)) {
    if (edit.how === 'to come') return withBody(0, 0, paragraph('TK'));
    return { ...text, [edit.how]: `${newWord()} ${newWord()}` };
  }
  const place = edit.at % (body.length + 1);
  if (edit.how === 'insert') return withBody(place, 0, edit.block);
  const words = () => Array.from({ length: edit.count }, newWord).join(' ');
  const chosen = body[place];
  switch (edit.how) {
    case 'add':
      return withBody(place, 0, paragraph(words()));
    case 'type on':
      if (chosen?.type !== 'paragraph') return withBody(place, 0, paragraph(newWord().slice(0, 2)));
      return withBody(place, 1, paragraph(chosen.text.map((span) => span.text).join('') + newWord()));
    case 'replace':
      return withBody(place, 1, paragraph(words()));
    case 'delete':
      return withBody(place, Math.ceil(edit.count / 10));
    case 'empty':
      return { ...text, body: [paragraph(newWord())] };
    case 'move':
      return chosen ? { ...text, body: [chosen, ...body.toSpliced(place, 1)] } : text;
  }
}

function paragraph(text: string): Block {
  return { type: 'paragraph', text: [{ text }] };
}

/** The words of a text and the ids of its pictures, with how often each is there. */
export function wordsOf({ headline, standfirst, source, body }: ArticleText): Map<string, number> {
  const counts = new Map<string, number>();
  const texts = [headline, standfirst, source, ...body.flatMap(textsIn), ...picturesIn(body)];
  for (const word of texts.flatMap((line) => line.split(/\s+/)).filter(Boolean))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The words that another text does not have; one that begins a word that came in its place was only being written. */
export function wordsMissingIn(newer: ArticleText, older: ArticleText): string[] {
  const there = wordsOf(newer);
  const before = wordsOf(older);
  const missing = [...before].flatMap(([word, count]) =>
    new Array<string>(Math.max(0, count - (there.get(word) ?? 0))).fill(word),
  );
  const came = [...there].filter(([word, count]) => count > (before.get(word) ?? 0)).map(([word]) => word);
  return missing.filter((word) => !came.some((longer) => longer.startsWith(word)));
}

/** Whether the blocks that both texts have stand in the same order. */
export function isInOrder(one: ArticleText, other: ArticleText): boolean {
  const [blocks, others] = [one, other].map(({ body }) => body.map(canonicalJson)) as [string[], string[]];
  const common = blocks.filter((block) => others.includes(block));
  return canonicalJson(common) === canonicalJson(others.filter((block) => blocks.includes(block)));
}
