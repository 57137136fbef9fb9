/** What a block has to have in common with another to stand beside it: its kind, and of headings the level. */
export function alignmentKey(type: string, block: object): string {
  return 'level' in block ? `${type} ${block.level}` : type;
}
