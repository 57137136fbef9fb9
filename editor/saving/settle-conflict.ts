import type { ArticleText } from '#newsroom/editing/working-copy';
import { mergeTexts } from './merge.ts';
import type { TextAutosave } from './text-autosave.ts';

/** What a writer may do with a text that somebody else has changed meanwhile. */
export type Choice = 'both' | 'mine' | 'theirs';

/**
 * Goes on as the writer has chosen, and says whether the server has it. `show` gets the text that stands in the window
 * from then on, unless it is the one that stood there. What the writer has given up is kept as a revision, and is never
 * what a scheduled article is published with: it is not an explicit save.
 */
export async function settleConflict(
  autosave: TextAutosave,
  choice: Choice,
  show: (text: ArticleText) => void,
): Promise<boolean> {
  const { theirs } = autosave.state;
  if (!theirs) return false;
  const mine = autosave.text;
  if (choice === 'mine') return autosave.settle(mine, true);
  if (choice === 'theirs') {
    if (!(await autosave.settle(mine, false))) return false;
    show(theirs.text);
    return autosave.save(true);
  }
  const both = mergeTexts(autosave.base, theirs.text, mine).value;
  const settled = autosave.settle(both, true);
  // At once: what is typed from here on goes on from it.
  show(both);
  return settled;
}
