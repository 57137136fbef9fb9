import type { Count, Post } from '#newsroom/deliveries/channels/channel';

/** As people see and count it: a letter with its accents, an emoji. */
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** How many characters people see. */
export function graphemeLength(text: string): number {
  let length = 0;
  for (const _ of graphemes.segment(text)) length++;
  return length;
}

/** How long a text is as a channel counts it. */
export function lengthIn(text: string, counts: Count): number {
  return counts === 'units' ? text.length : graphemeLength(text);
}

/**
 * What a post says, without the link: what somebody has written for the channel, else headline and as much of the
 * standfirst as fits as a whole, then the last correction. `rest` is what else has to fit, as `length` counts it. Cut
 * with an ellipsis where even the first of these is too long.
 */
export function postText(
  { headline, standfirst, ownText, correction }: Post,
  { longest, rest, length }: { longest: number; rest: number; length: (text: string) => number },
): string {
  const room = longest - rest;
  const first = ownText || headline;
  // A correction comes before a standfirst where there is no room for both.
  const forms = [[first, ownText ? '' : standfirst, correction], [first, correction], [first]].map((parts) =>
    parts.filter(Boolean).join('\n\n'),
  );
  return forms.find((form) => length(form) <= room) ?? cut(first, room, length);
}

function cut(text: string, room: number, length: (text: string) => number): string {
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (length(`${kept}${segment}…`) > room) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
