/** How long the longest line of wrapped mail is, in characters. */
const WIDTH = { least: 55, most: 82 };

/** What a line begins with that does not go on from the one before. */
const OWN_LINE = /^\s*([-*•·–—>#|]|\(?\d{1,3}[.)]\s|\p{L}[.)]\s)/u;

/**
 * Lines in groups that are a paragraph each: where mail or a text file has been wrapped, its lines belong together.
 * Lines that were not filled are lines of their own, as in an address or a poem.
 */
export function paragraphsOf(lines: readonly string[]): number[][] {
  const alone = lines.map((_, index) => [index]);
  const width = Math.max(0, ...lines.map(lengthOf));
  if (width < WIDTH.least || width > WIDTH.most) return alone;
  const groups = groupsOf(lines);
  const isFull = (group: number[]) =>
    isFilled(
      group.map((index) => lines[index] ?? ''),
      width,
    );
  const goesOnSmall = (index: number) => /^\s*\p{Ll}/u.test(lines[index] ?? '');
  if (!groups.some((group) => isFull(group) && group.slice(1).some(goesOnSmall))) return alone;
  return groups.flatMap((group) => (isFull(group) ? [group] : group.map((index) => [index])));
}

/** Lines that may be one paragraph: nothing empty is among them, and no item of a list. */
function groupsOf(lines: readonly string[]): number[][] {
  const groups: number[][] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    const goesOn = before?.trim() && line.trim() && !OWN_LINE.test(line) && !/^\s*>/.test(before);
    if (goesOn) groups.at(-1)?.push(index);
    else groups.push([index]);
  }
  return groups;
}

/** Whether each line was ended only because the next word would have been too long for it. */
function isFilled(group: string[], width: number): boolean {
  return group.every((line, index) => {
    const [word = ''] = (group[index + 1] ?? '').trim().split(/\s/);
    return index === group.length - 1 || lengthOf(line) + 1 + word.length > width;
  });
}

function lengthOf(line: string): number {
  return line.trimEnd().length;
}
