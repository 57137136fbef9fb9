import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { NO_LOOK } from '#newsroom/settings/look';
import { findShareCard } from '#newsroom/syndication/find-share-card';
import { headlineFonts } from '#newsroom/syndication/headline-fonts';
import { drawShareCard } from '#newsroom/syndication/share-card';
import { shareCardName } from '#newsroom/syndication/share-card-name';
import { type ShareCard, sectionCard, siteCard } from '#newsroom/syndication/share-picture';
import { database } from '#platform/database';
import { hasFile } from '#platform/files';

const ALPHABETS = {
  en: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789–—“”‘’«»?!.,:;%№€ČčĞğİıŞşŠšŽžƏəÖöÜüÇç',
  ru: 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя«»—№',
  hy: 'ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև՞՜՛՝։․«»–',
  az: 'AaBbCcÇçDdEeƏəFfGgĞğHhXxIıİiJjKkQqLlMmNnOoÖöPpRrSsŞşTtUuÜüVvYyZz“”‘’–',
  ka: 'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ„“‚‘–',
} as const;

const card = (language: ShareCard['language'], headline: string): ShareCard => ({
  about: '1',
  look: NO_LOOK,
  language,
  headline,
  label: '-',
  foot: '-',
});

/** The outlines of what a headline is drawn with. */
async function outlines(language: ShareCard['language'], headline: string): Promise<string> {
  const svg = await drawShareCard(card(language, headline), await headlineFonts());
  return [...svg.matchAll(/<path [^>]*\bd="([^"]+)"/g)].map(([, path]) => path).join(' ');
}

describe('a share card', () => {
  it.each(['en', 'ru', 'hy', 'az', 'ka'] as const)(
    'in %s has a glyph for every letter, and no two are the same',
    async (language) => {
      const drawn = new Map<string, string>();
      // A letter that no font has is left out; what then stands in its place is the foot.
      drawn.set(await outlines(language, '漢'), '漢');
      for (const letter of new Set(ALPHABETS[language])) {
        const outline = await outlines(language, letter);
        expect([letter, drawn.get(outline)]).toEqual([letter, undefined]);
        drawn.set(outline, letter);
      }
    },
  );

  it.each<[string, string]>([
    ['Plain 🎉 and 👨‍👩‍👧, 🇦🇲, 1️⃣ or ☎ words', 'Plain and, or words'],
    ['The word “שלום” on a wall', 'The word on a wall'],
    ['مرحبا: a greeting', 'a greeting'],
    ['Beijing (北京) and Seoul, 서울', 'Beijing and Seoul'],
    ['Up → 5 ≈ 6', 'Up → 5 ≈ 6'],
    ['Nguyễn and Ἀθήνα', 'Nguyễn and Ἀθήνα'],
    ['Թбილισი: თბილისი', 'Թбილισი: თბილისი'],
  ])('draws %s as %s', async (headline, drawn) => {
    expect(await outlines('en', headline)).toBe(await outlines('en', drawn));
  });

  it('of nothing that can be drawn says whose it is', async () => {
    expect(await outlines('en', '北京')).toBe(await outlines('en', '-'));
  });

  it.each(['en', 'ru', 'hy'] as const)('shows a word of 66 letters whole, in %s', async (language) => {
    const letter = { en: 'm', ru: 'щ', hy: 'Պ' }[language];
    const starts = [...(await outlines(language, letter.repeat(66))).matchAll(/M(\d+)[\d.]* /g)].map(([, x]) =>
      Number(x),
    );
    expect(starts.length).toBeGreaterThanOrEqual(66);
    expect(Math.max(...starts)).toBeLessThan(1_200 - 72);
  });

  it('is as large as those who show it want, and light', async () => {
    const svg = await drawShareCard(
      card('hy', 'Տարածաշրջանի գլխավոր նորությունները։ '.repeat(6)),
      await headlineFonts(),
    );
    const { data, info } = await sharp(Buffer.from(svg)).png({ palette: true }).toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 1200, height: 630 });
    expect(data.length).toBeLessThan(100_000);
    // However long the headline, the bottom and the margins stay free of it.
    const margin = await sharp(data).extract({ left: 1140, top: 40, width: 60, height: 560 }).toBuffer();
    const { channels } = await sharp(margin).stats();
    expect(channels.slice(0, 3).map(({ min }) => min > 240)).toEqual([true, true, true]);
  });

  describe('by name', () => {
    let id: number;
    beforeAll(async () => {
      await createSiteSettings();
      id = (await createStory({ slugs: { en: 'a-story' } })).articles.en;
    });
    const words = (): ShareCard => ({
      about: String(id),
      look: NO_LOOK,
      language: 'en',
      headline: 'Headline of a-story',
      label: 'Region',
      foot: 'Paper en',
    });

    it('is drawn once and kept', async () => {
      const name = shareCardName(words());
      expect(await hasFile(`cards/${name}.png`)).toBe(false);
      const first = await findShareCard(name);
      expect(await sharp(first).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
      expect(await hasFile(`cards/${name}.png`)).toBe(true);
      expect(await findShareCard(name)).toEqual(first);
    });

    it('is not there under any other', async () => {
      for (const name of [
        '',
        '1',
        `${id}-`,
        `${id}-${'0'.repeat(16)}`,
        `999999999-${'0'.repeat(16)}`,
        '../x',
        `${id}-../../../../secret`,
      ]) {
        expect(await findShareCard(name)).toBeUndefined();
      }
      expect(await findShareCard(shareCardName({ ...words(), headline: 'Another' }))).toBeUndefined();
    });

    it.each([
      ['the site', 'hy', siteCard('hy', { name: 'Paper hy', tagline: 'News', look: NO_LOOK })],
      [
        'a section',
        'ru-region',
        sectionCard(
          'ru',
          { key: 'region', name: 'Регион', description: 'What happens near by' },
          { name: 'Paper ru', look: NO_LOOK },
        ),
      ],
    ])('is that of %s', async (_, about, card) => {
      const name = shareCardName(card);
      expect(name).toMatch(new RegExp(`^${about}-[0-9a-f]{16}$`));
      expect(await sharp(await findShareCard(name)).metadata()).toMatchObject({
        format: 'png',
        width: 1200,
        height: 630,
      });
      expect(await findShareCard(shareCardName({ ...card, headline: 'Another' }))).toBeUndefined();
      expect(await findShareCard(`xx-${name}`)).toBeUndefined();
    });

    it('is not there of a section that is not there', async () => {
      const section = { key: 'nowhere', name: 'Nowhere', description: '' };
      expect(
        await findShareCard(shareCardName(sectionCard('en', section, { name: 'Paper en', look: NO_LOOK }))),
      ).toBeUndefined();
    });

    it('is gone when the story is withdrawn', async () => {
      await database().article.update({ where: { id }, data: { state: 'withdrawn' } });
      expect(await findShareCard(shareCardName(words()))).toBeUndefined();
    });
  });
});
