/** How long the longest line of wrapped mail is, in characters. */
const WIDTH = { least: 55, most: 82 };

/** What a line begins with that does not go on from the one before. */
const OWN_LINE = /^\s*([-*•·–—>#|]|\(?\d{1,3}[.)]\s|\p{L}[.)]\s)/u;

/**
 * A text as its paragraphs: where mail or a text file has been wrapped, its lines are joined again. Lines that were not
 * filled are lines of their own, as in an address or a poem.
 */
export function unwrapped(text: string): string[] {
  const lines = text.split(/\r\n?|\n/);
  const width = Math.max(...lines.map(lengthOf));
  if (width < WIDTH.least || width > WIDTH.most) return lines;
  const groups = groupsOf(lines);
  const isWrapped = groups.some(
    (group) => isFilled(group, width) && group.some((line, index) => index > 0 && /^\s*\p{Ll}/u.test(line)),
  );
  if (!isWrapped) return lines;
  return groups.flatMap((group) =>
    group.length > 1 && isFilled(group, width) ? [group.map((line) => line.trim()).join(' ')] : group,
  );
}

/** Lines that may be one paragraph: nothing empty is among them, and no item of a list. */
function groupsOf(lines: string[]): string[][] {
  const groups: string[][] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    const goesOn = before?.trim() && line.trim() && !OWN_LINE.test(line) && !/^\s*>/.test(before);
    if (goesOn) groups.at(-1)?.push(line);
    else groups.push([line]);
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
