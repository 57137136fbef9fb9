import { describe, expect, it } from 'vitest';
import {
  type LetterContent,
  MARKS,
  type RenderedLetter,
  withOwnAddresses,
} from '#newsroom/letters/rendering/letter-content';
import { renderLetter } from '#newsroom/letters/rendering/render-letter';
import { buildMessage } from '#platform/mail-message';
import { DEMO_LANGUAGES } from '#seed/demo-languages';

/** What Gmail shows of a letter, bytes. */
const GMAIL = 102_000;

const WORDS = {
  en: 'The water of the Kura is lower than it was in any summer since measurements began, and the villages below wait. ',
  ru: 'Вода в Куре стоит ниже, чем в любое лето с начала измерений, и сёла ниже по течению ждут решения правительства. ',
  hy: 'Քուռի ջուրն ավելի ցածր է, քան չափումների սկզբից ի վեր ցանկացած ամառ, և ներքևի գյուղերը սպասում են որոշման։ ',
} as const;

function contentOf(language: 'en' | 'ru' | 'hy', count: number, changed: Partial<LetterContent> = {}): LetterContent {
  const words = WORDS[language];
  return {
    kind: 'daily',
    language,
    day: '30 November 2026',
    subject: words.slice(0, 100),
    intro: '',
    stories: Array.from({ length: count }, (_, index) => ({
      id: index,
      section: words.slice(0, 12),
      headline: `${index + 1}. ${words}`,
      summary: words.repeat(3),
      url: `https://paper.example/${language}/post/${'a-long-slug-of-a-story-'.repeat(3)}${index}`,
      picture:
        index === 0
          ? { url: 'https://paper.example/media/a/wide-1320.jpg', width: 1_320, height: 743, alt: 'A river' }
          : null,
    })),
    corrections: [{ noteId: 1, text: words, headline: words, url: 'https://paper.example/x', wasInLetter: true }],
    site: { name: 'Paper', url: 'https://paper.example/en', accent: { light: '#A6192E', dark: '#F0808B' } },
    postalAddress: '1 Main Street, Town',
    ...changed,
  };
}

/** The bytes that a mail server gets. */
function sent(letter: RenderedLetter): Promise<Buffer> {
  const own = `https://paper.example/${'x'.repeat(120)}`;
  return buildMessage({
    ...withOwnAddresses(letter, { manage: own, leave: own }),
    from: { name: 'Газета', address: 'news@paper.example' },
    to: 'anna@one.example',
    messageId: 'a@paper.example',
    headers: { 'List-Unsubscribe': `<${own}>` },
    date: new Date(),
  });
}

describe('a letter', () => {
  it.each(DEMO_LANGUAGES.map(({ code }) => code))(
    'in %s with thirty stories is under 102 kB, as text and as sent',
    async (language) => {
      const letter = await renderLetter(contentOf(language, 30, { intro: WORDS[language].repeat(20) }));
      const message = await sent(letter);
      expect(message.length).toBeLessThan(GMAIL);
      const lines = message.toString('latin1').split('\r\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
      for (let index = 1; index <= 30; index++) {
        expect(letter.html).toContain(`>${index}. `);
        expect(letter.text).toContain(`\n${index}. `);
      }
    },
  );

  it('of the most stories and the longest lines still fits: summaries give way, headlines stay', async () => {
    const long = contentOf('ru', 30);
    const stories = long.stories.map((story) => ({
      ...story,
      summary: WORDS.ru.repeat(10),
      headline: story.headline.repeat(2),
    }));
    const { html, text } = await renderLetter({ ...long, stories, intro: WORDS.ru.repeat(25) });
    const bytes = (await sent({ html, text, subject: '' })).length;
    expect(bytes).toBeLessThan(GMAIL);
    expect(html).toContain('>30. ');
  });

  it('has a way out in HTML and in text, and counts nobody', async () => {
    const { html, text } = await renderLetter(contentOf('en', 3));
    for (const mark of Object.values(MARKS)) {
      expect(html).toContain(`href="${mark}"`);
      expect(text).toContain(mark);
    }
    // One picture, of a story; no pixel, no font of somebody else, nothing from anywhere but the paper.
    expect(html.match(/<img/g)).toHaveLength(1);
    const hosts = [...html.matchAll(/https?:\/\/([^/"' )]+)/g)].map(([, host]) => host);
    expect([...new Set(hosts)].sort()).toEqual(['letters.invalid', 'paper.example', 'www.w3.org']);
    const filled = withOwnAddresses({ html, text }, { manage: 'https://a.example/1', leave: 'https://a.example/2' });
    expect(filled.html + filled.text).not.toContain('letters.invalid');
  });

  it('says nothing as HTML that somebody has written', async () => {
    const evil = `<img src=x onerror=alert(1)> & "quotes" </mj-text><mj-raw><script>`;
    const { html } = await renderLetter(
      contentOf('en', 1, {
        intro: evil,
        subject: evil,
        postalAddress: evil,
        stories: [
          { id: 1, section: evil, headline: evil, summary: evil, url: 'https://a.example/"onx="', picture: null },
        ],
      }),
    );
    expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>(?!&)/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('has colours of its own for the night', async () => {
    const { html } = await renderLetter(contentOf('en', 1));
    expect(html).toContain('@media (prefers-color-scheme: dark)');
    expect(html).toContain('name="color-scheme"');
  });
});
