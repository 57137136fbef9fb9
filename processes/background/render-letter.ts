// Draws a letter as it would be sent now, for the newsroom to look at; `render-letter ID`. Its answer is a message to
// the process that started it.
import { renderLetter } from '#newsroom/letters/rendering/render-letter';
import { composeLetter, findLetter, listItems } from '#newsroom/letters/writing/find-letter';
import { database } from '#platform/database';

process.on('disconnect', () => process.exit(1));

try {
  const letter = await findLetter(Number(process.argv[2]));
  const content = letter && (await composeLetter(letter, await listItems(letter)));
  process.send?.(content ? await renderLetter(content) : null, () => process.exit());
} catch {
  process.exit(1);
} finally {
  await database().$disconnect();
}
