import type { LetterContent } from '#newsroom/letters/rendering/letter-content';
import { type Chosen, chooseStories } from '#newsroom/letters/writing/choose-stories';
import {
  composeLetter,
  findLetter,
  type Letter,
  type LetterItem,
  listItems,
} from '#newsroom/letters/writing/find-letter';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';

/** So many of the stories and corrections that are not in a letter are offered for it. */
const OFFERED = 30;

export type ShownItem = LetterItem & { headline: string; words: string };

/** A letter for somebody to work on: what is in it, and what else there is of its time. */
export type EditableLetter = {
  letter: Letter;
  content: LetterContent;
  items: ShownItem[];
  offered: ShownItem[];
};

/** Null where there is none, and for somebody who may not see it. */
export async function findEditable(actor: Actor, id: number): Promise<EditableLetter | null> {
  const letter = may(actor, 'letter.edit') ? await findLetter(id) : null;
  if (!letter) return null;
  const items = await listItems(letter);
  const isOpen = letter.startedAt === null && letter.articleId === null;
  const others = isOpen
    ? (await chooseStories(letter, OFFERED)).filter((one) => !items.some((item) => isSame(item, one)))
    : [];
  const [content, offer] = await Promise.all([
    composeLetter(letter, items),
    composeLetter(
      letter,
      others.map((one) => ({ ...one, line: '' })),
    ),
  ]);
  return {
    letter,
    content,
    items: items.flatMap((item) => shown(item, content)),
    offered: others.flatMap((one) => shown({ ...one, line: '' }, offer)),
  };
}

function isSame(one: Chosen, other: Chosen): boolean {
  return one.articleId === other.articleId && one.noteId === other.noteId;
}

/** Nothing for what readers no longer have. */
function shown(item: LetterItem, { stories, corrections }: LetterContent): ShownItem[] {
  if (item.noteId !== null) {
    const found = corrections.find(({ noteId }) => noteId === item.noteId);
    return found ? [{ ...item, headline: found.headline, words: found.text }] : [];
  }
  const found = stories.find((story) => story.id === item.articleId);
  return found ? [{ ...item, headline: found.headline, words: found.summary }] : [];
}
