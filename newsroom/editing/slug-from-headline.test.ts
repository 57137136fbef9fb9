import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSlug } from '#newsroom/articles/slug';
import { slugFromHeadline } from '#newsroom/editing/slug-from-headline';

describe('a slug', () => {
  it.each([
    ['hy', 'Հայաստանը ընդունեց նոր օրենք', 'hayastany-yndunets-nor-orenk'],
    ['hy', 'Երևան և Գյումրի՝ ձյուն', 'yerevan-ev-gyumri-dzyun'],
    ['hy', 'Որքա՞ն արժե ուսումը', 'vorkan-arzhe-usumy'],
    ['hy', 'Ովքե՞ր են եկել', 'ovker-en-yekel'],
    ['ru', 'Ещё один объект: жюри, щука, подъезд', 'eshchyo-odin-obekt-zhyuri-shchuka-podezd'],
    ['en', 'Don’t look back: 12 months on', 'dont-look-back-12-months-on'],
    ['en', 'São Tomé – Malmö', 'sao-tome-malmo'],
  ] as const)('in %s of “%s” is readable', (language, headline, slug) => {
    expect(slugFromHeadline(headline, language)).toBe(slug);
  });

  it.each([
    ['en', 'İlham Əliyev met Recep Tayyip Erdoğan in Şuşa', 'ilham-aliyev-met-recep-tayyip-erdogan-in-susa'],
    ['en', 'Xankəndi, ǝn and Әn', 'xankandi-an-and-an'],
    ['en', 'Ömər Çəmənli', 'omar-camanli'],
    ['ru', 'ƏLİYEV и ИЛЬХАМ Гейдәр', 'aliyev-i-ilkham-geydar'],
    ['hy', 'Աննա Əliyeva Ցխինվալ', 'anna-aliyeva-tskhinval'],
    ['az', 'Xankəndi Ağdam ŞUŞA İçərişəhər', 'khankendi-aghdam-shusha-icherisheher'],
    ['ru', 'Цхинвал, Хетагуров и Цхъа Ӕфсин', 'tskhinval-khetagurov-i-tskha-aefsin'],
    ['ru', 'Аԥсуа Ӷагра Аҩны Ҵандрыԥшь Ҟарт', 'apsua-ghagra-aony-tsandrypsh-kart'],
    ['en', 'Тбилиси თბილისი ცხინვალი წყალი ჯავახეთი', 'tbilisi-tbilisi-tskhinvali-tsqali-javakheti'],
    ['en', 'Xwîn û Ḧesen Şêx Ẍan', 'xwin-u-hesen-sex-xan'],
    ['en', 'Saʿdī, Ḥāfeẓ, Qāʾem-Maqām, Žāle', 'sadi-hafez-qaem-maqam-zale'],
    ['ru', 'Қасым Ңұр Үмбет Өскен Һақ Ҹаваншир Ҝәнҹә', 'kasym-nur-umbet-osken-hak-chavanshir-gancha'],
    ['en', 'O‘zbekiston Oʻzbek Ta´if', 'ozbekiston-ozbek-taif'],
  ] as const)('in %s of “%s” loses no letter of the neighbours', (language, headline, slug) => {
    expect(slugFromHeadline(headline, language)).toBe(slug);
  });

  it('has no word divided by any letter, and no letter lost that has a sound', () => {
    const alphabets = {
      azerbaijaniAndTurkish: 'abcçdeəfgğhxıijkqlmnoöprsştuüvyzâîû',
      kurdish: 'abcçdeêfghiîjklmnopqrsştuûvwxyzḧẍ',
      persianInLatin: 'āīūēōḥḫḵžšṣżẓẕṭḍḏčǧġñ',
      georgian: 'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶჷ',
      armenian: 'աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև',
      abkhaz: 'абвгӷҕдежзӡикқҟлмнопԥҧрстҭуфхҳцҵчҷҽҿшыҩџә',
      ossetian: 'аӕбвгдежзийклмнопрстуфхцчшщыэюяё',
      azerbaijaniInCyrillic: 'абвгғдеәжзийјкҝлмноөпрстуүфхһчҹшыъ',
      others: 'іїєґўқңұљњћђѓќѕөүҙҫҡӆӊӎӛ',
    };
    for (const [alphabet, letters] of Object.entries(alphabets)) {
      for (const letter of letters.replace('ъ', '') + letters.replace('ъ', '').toUpperCase()) {
        for (const language of ['en', 'ru', 'hy', 'az', 'ka'] as const) {
          const slug = slugFromHeadline(`mm${letter}mm`, language);
          expect.soft(slug, `${alphabet}: ${letter} in ${language}`).toMatch(/^mm[a-z]+mm$/);
        }
      }
    }
    for (const letter of 'ъьӏʿʾʼʹ') expect(slugFromHeadline(`mm${letter}mm`, 'ru')).toBe('mmmm');
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L}\p{M}]{1,20}$/u), (word) => {
        expect(slugFromHeadline(`x${word}x`, 'en')).toMatch(/^x[a-z0-9]*x$/);
      }),
    );
  });

  it('is cut at a word', () => {
    expect(slugFromHeadline('word '.repeat(30), 'en')).toBe(Array(16).fill('word').join('-'));
    expect(slugFromHeadline('x'.repeat(100), 'en')).toBe('x'.repeat(80));
  });

  it('is empty where there is nothing to read', () => {
    expect(slugFromHeadline(' — «…» !', 'ru')).toBe('');
  });

  it('of any headline is empty or a slug of at most 80', () => {
    const letters = fc.constantFrom(...'ԵերևանուոՈվԸըաЩъёЫ’ʼ -–«»"\u00ad\u0301İßǅ日ﬁ9');
    const headline = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: letters, maxLength: 200 }),
    );
    fc.assert(
      fc.property(headline, fc.constantFrom('en', 'ru', 'hy'), (text, language) => {
        const slug = slugFromHeadline(text, language);
        expect(slug === '' || (isSlug(slug) && slug.length <= 80)).toBe(true);
      }),
    );
  });
});
