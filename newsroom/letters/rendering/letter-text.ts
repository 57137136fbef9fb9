import type { LetterWords } from '#i18n/letter-words';
import { type LetterContent, MARKS } from '#newsroom/letters/rendering/letter-content';

/** A letter as plain text, for programs that show no HTML and for people who want none. */
export function letterText(content: LetterContent, words: LetterWords): string {
  const { site, kind, day, intro, stories, corrections, postalAddress } = content;
  const blocks = [
    `${site.name}\n${words(`letters.kinds.${kind}`)} · ${day}`,
    intro,
    ...stories.map(({ section, headline, summary, url }) =>
      [section.toLocaleUpperCase(content.language), headline, summary, url].filter(Boolean).join('\n'),
    ),
    corrections.length > 0 && words('letterMail.corrections').toLocaleUpperCase(content.language),
    ...corrections.map(({ headline, text, url, wasInLetter }) =>
      [headline, [text, wasInLetter && words('letterMail.wasInLetter')].filter(Boolean).join(' '), url].join('\n'),
    ),
    '-- ',
    [
      words('letterMail.why', { name: site.name }),
      `${words('letterMail.manage')}: ${MARKS.manage}`,
      `${words('letterMail.leave')}: ${MARKS.leave}`,
      postalAddress,
    ].join('\n'),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}
