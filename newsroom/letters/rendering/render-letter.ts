import { letterWords } from '#i18n/letter-words';
import type { LetterContent, RenderedLetter } from '#newsroom/letters/rendering/letter-content';
import { letterMjml, noticeMjml } from '#newsroom/letters/rendering/letter-html';
import { letterText } from '#newsroom/letters/rendering/letter-text';

/** Gmail shows no more of a letter than 102 kB; some is left for headers, the signature and readers' own addresses. */
const MOST_BYTES = 98_000;
/** What base64 makes of a byte, with its line breaks. */
const BASE64 = (4 / 3) * (78 / 76);

/** Summaries are cut to so many characters, the first of these with which a letter is small enough as it is sent. */
const SUMMARIES = [400, 240, 120, 0];

/**
 * Draws a letter. MJML takes a third of a second to load: only a process of its own does this
 * (processes/background/render-letter.ts and send-letters.ts).
 */
export async function renderLetter(content: LetterContent): Promise<RenderedLetter> {
  const words = await letterWords(content.language);
  let [html, text] = ['', ''];
  for (const longest of SUMMARIES) {
    const stories = content.stories.map((story) => ({ ...story, summary: cut(story.summary, longest) }));
    html = await htmlOf(letterMjml({ ...content, stories }, words));
    text = letterText({ ...content, stories }, words);
    if (Buffer.byteLength(html + text) * BASE64 <= MOST_BYTES) break;
  }
  return { subject: content.subject, html, text };
}

/** What a letter about somebody's subscription says. */
export type Notice = Parameters<typeof noticeMjml>[1] & Parameters<typeof noticeMjml>[0];

export async function renderNotice(notice: Notice): Promise<RenderedLetter> {
  const { subject, before, button, url, after, site, postalAddress } = notice;
  return {
    subject,
    html: await htmlOf(noticeMjml(notice, notice)),
    text: [site.name, before, `${button}: ${url}`, after, postalAddress].join('\n\n'),
  };
}

async function htmlOf(mjml: string): Promise<string> {
  const { default: mjml2html } = await import('mjml');
  // Else it names fonts of another site, which would hear of everybody who opens a letter.
  const { html, errors } = await mjml2html(mjml, { validationLevel: 'soft', keepComments: false, fonts: {} });
  if (errors.length > 0) throw new Error(`MJML: ${errors.map(({ formattedMessage }) => formattedMessage).join('; ')}`);
  // Lines of a letter are short (RFC 5322), and nobody reads this one.
  return html.replace(/\n\s+/g, '\n');
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const shortened = text.slice(0, longest).replace(/\s+\S*$/u, '');
  return shortened && `${shortened}…`;
}
