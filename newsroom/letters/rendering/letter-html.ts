import { escapeHtml } from '#blocks/html';
import type { LetterWords } from '#i18n/letter-words';
import {
  type LetterContent,
  type LetterCorrection,
  type LetterStory,
  MARKS,
} from '#newsroom/letters/rendering/letter-content';

// A letter as MJML, which makes tables of it that Outlook understands too. One section and one column: every further one
// costs as much as a story, and Gmail cuts letters at 102 kB.

/** Set in every mail program; where <style> in the head counts, the night has its colours (DARK). */
const LIGHT = (accent: string) => `
  .name { color: #1A1A1A; font: 700 26px/1.2 Georgia, 'Noto Serif', serif; text-decoration: none }
  .kind { color: ${accent}; font: 700 13px/1.4 Arial, 'Noto Sans', sans-serif }
  .intro { color: #1A1A1A; font: 17px/1.55 Georgia, 'Noto Serif', serif }
  .label { color: ${accent}; font: 700 13px/1.4 Arial, 'Noto Sans', sans-serif }
  .head { color: #1A1A1A; font: 700 19px/1.3 Georgia, 'Noto Serif', serif; text-decoration: none }
  .lead { color: #1A1A1A; font: 700 26px/1.25 Georgia, 'Noto Serif', serif; text-decoration: none }
  .title { margin: 2px 0 4px; font-size: 19px }
  .text { color: #3D3D3D; font: 16px/1.5 Georgia, 'Noto Serif', serif }
  .foot { color: #5A5A5A; font: 13px/1.6 Arial, 'Noto Sans', sans-serif }
  .link { color: #5A5A5A; text-decoration: underline }
  .button { background: ${accent}; color: #FFFFFF; font: 700 17px/1.2 Arial, 'Noto Sans', sans-serif;
    text-decoration: none; padding: 14px 24px; display: inline-block }`;

const DARK = (accent: string) => `
  :root { color-scheme: light dark; supported-color-schemes: light dark }
  @media (prefers-color-scheme: dark) {
    body, div[role=article], .paper, .paper > table, .paper td { background: #14171B !important }
    .name, .intro, .head, .lead { color: #F1F3F5 !important }
    .text { color: #DADDE2 !important }
    .foot, .link { color: #A9AFB7 !important }
    .kind, .label { color: ${accent} !important }
    .button { background: ${accent} !important; color: #14171B !important }
    .rule p { border-top-color: #3A3F46 !important }
    .picture img { opacity: .9 }
  }`;

/** The whole of a letter. */
export function letterMjml(content: LetterContent, words: LetterWords): string {
  const [lead, ...others] = content.stories;
  const parts = [
    masthead(content, words),
    RULE,
    content.intro && text(paragraphs(content.intro, 'intro')),
    lead && leadStory(lead),
    ...others.map(story),
    content.corrections.length > 0 && corrections(content.corrections, words),
    RULE,
    footer(content, words),
  ];
  return documentOf(content, preheader(content), parts.filter(Boolean).join('\n'));
}

/** A letter about a subscription: a text, one button, a text. */
export function noticeMjml(
  content: Pick<LetterContent, 'language' | 'subject' | 'site' | 'postalAddress'>,
  { before, button, url, after }: { before: string; button: string; url: string; after: string },
): string {
  const { site, postalAddress } = content;
  const parts = [
    text(`<a class="name" href="${escapeHtml(site.url)}">${escapeHtml(site.name)}</a>`),
    RULE,
    text(paragraphs(before, 'intro')),
    text(`<a class="button" href="${escapeHtml(url)}">${escapeHtml(button)}</a>`),
    text(paragraphs(after, 'text')),
    RULE,
    text(`<div class="foot">${escapeHtml(postalAddress)}</div>`),
  ];
  return documentOf(content, '', parts.join('\n'));
}

function documentOf(
  { language, subject, site }: Pick<LetterContent, 'language' | 'subject' | 'site'>,
  preview: string,
  body: string,
): string {
  return `<mjml lang="${language}">
<mj-head>
  <mj-title>${escapeHtml(subject)}</mj-title>
  ${preview && `<mj-preview>${escapeHtml(preview)}</mj-preview>`}
  <mj-raw><meta name="color-scheme" content="light dark" /><meta name="supported-color-schemes" content="light dark" /></mj-raw>
  <mj-attributes>
    <mj-all font-family="Georgia, 'Noto Serif', serif" /><mj-text padding="8px 0" /><mj-image padding="16px 0 0" /><mj-section padding="16px" />
    <mj-divider padding="8px 0" border-width="1px" border-color="#D9D9D9" />
  </mj-attributes>
  <mj-style inline="inline">${LIGHT(site.accent.light)}</mj-style>
  <mj-style>${DARK(site.accent.dark)}</mj-style>
</mj-head>
<mj-body background-color="#FFFFFF" css-class="paper" width="640px">
  <mj-section css-class="paper" background-color="#FFFFFF"><mj-column>
${body}
  </mj-column></mj-section>
</mj-body>
</mjml>`;
}

const RULE = '<mj-divider css-class="rule" />';

function text(html: string): string {
  return `<mj-text>${html}</mj-text>`;
}

function masthead({ site, kind, day }: LetterContent, words: LetterWords): string {
  return text(
    `<a class="name" href="${escapeHtml(site.url)}">${escapeHtml(site.name)}</a>` +
      `<div class="kind">${escapeHtml(`${words(`letters.kinds.${kind}`)} · ${day}`)}</div>`,
  );
}

function leadStory({ picture, ...one }: LetterStory): string {
  const image =
    picture &&
    `<mj-image css-class="picture" src="${escapeHtml(picture.url)}" alt="${escapeHtml(picture.alt)}" width="608px" href="${escapeHtml(one.url)}" />`;
  return `${image ?? ''}${text(`${label(one)}${title('lead', one)}${summary(one)}`)}`;
}

function story(one: LetterStory): string {
  return text(`${label(one)}${title('head', one)}${summary(one)}`);
}

/** A heading, by which programs that read aloud go through a letter. */
function title(name: 'lead' | 'head', { url, headline }: { url: string; headline: string }): string {
  return `<h2 class="title"><a class="${name}" href="${escapeHtml(url)}">${escapeHtml(headline)}</a></h2>`;
}

function label({ section }: Pick<LetterStory, 'section'>): string {
  return `<div class="label">${escapeHtml(section)}</div>`;
}

function summary({ summary: words }: Pick<LetterStory, 'summary'>): string {
  return words && `<div class="text">${escapeHtml(words)}</div>`;
}

function corrections(all: readonly LetterCorrection[], words: LetterWords): string {
  const one = ({ text: said, wasInLetter, ...story }: LetterCorrection) =>
    text(
      title('head', story) +
        `<div class="text">${escapeHtml(said)}${wasInLetter ? ` ${escapeHtml(words('letterMail.wasInLetter'))}` : ''}</div>`,
    );
  return `${RULE}${text(`<div class="label">${escapeHtml(words('letterMail.corrections'))}</div>`)}${all.map(one).join('\n')}`;
}

function footer({ site, postalAddress }: LetterContent, words: LetterWords): string {
  const link = (address: string, name: string) =>
    `<a class="link" href="${escapeHtml(address)}">${escapeHtml(name)}</a>`;
  return text(
    `<div class="foot">${escapeHtml(words('letterMail.why', { name: site.name }))}<br />` +
      `${link(MARKS.manage, words('letterMail.manage'))} · ${link(MARKS.leave, words('letterMail.leave'))}<br />` +
      `${escapeHtml(postalAddress)}</div>`,
  );
}

/** What lists of letters show after the subject. */
function preheader({ intro, stories }: LetterContent): string {
  const said = [intro, ...stories.slice(1, 4).map(({ headline }) => headline)].filter(Boolean).join(' · ');
  return said.replace(/\s+/g, ' ').slice(0, 200);
}

function paragraphs(words: string, name: string): string {
  return words
    .split(/\n\s*\n/)
    .map(
      (part) =>
        `<div class="${name}" style="margin-bottom:12px">${escapeHtml(part.trim()).replaceAll('\n', '<br />')}</div>`,
    )
    .join('');
}
