import { beforeAll, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import type { Language } from '#i18n/languages';
import { indexArticles } from '#newsroom/search/index-articles';
import { listMatches } from '#newsroom/search/list-matches';
import { listSuggestions } from '#newsroom/search/list-suggestions';
import { database } from '#platform/database';

// The test database is in a locale that knows no letters beyond ASCII, as an embedded one is.

/** Language, text of a story, questions of which each finds it. */
const CASES: [Language, string, string[]][] = [
  ['ru', 'На станции «Низарми» открыли лифт.', ['низарми', '«Низарми»', 'станция низарми']],
  ['ru', 'Компания «Грузавтотранс» подписала договор.', ['грузавтотранс', 'Грузавтотранса']],
  ['ru', 'Договор подписал ОАО «Мецаморкская АЭС».', ['мецаморкской', 'аэс']],
  ['ru', 'Группа брындоль–кастев ждёт.', ['кастев', 'брындоль', 'брындоль-кастев', 'брындоль–кастева']],
  ['ru', 'Дорога №5577 длиной в 15 км закрыта…', ['5577', '№5577', '№ 5577', '15 км', 'закрыта']],
  ['ru', 'Система С-300 стоит в Гарфе.', ['С-300', 'С 300', 'С300', '300']],
  ['ru', 'Поставили Х 711 на дежурство.', ['Х-711', 'Х711', '711']],
  ['en', 'An F-167 and Su‑357 flew.', ['F-167', 'F167', 'F 167', 'f–167', '"F-167"', 'su 357', 'Su-357']],
  ['ru', 'Отчёт за 2031–2034 годы; −18 градусов.', ['2031', '2034', '2031-2034', '18', '-18']],
  ['ru', 'Сказал:«Привезди»;потом ушёл.Вернулсяк утром', ['привезди', 'ушел', 'вернулсяк']],
  ['en', 'He called them “genocidalist” acts.', ['genocidalist', 'genocidalists']],
  ['en', 'The vornath—ulgrim group met.', ['ulgrim', 'vornath', 'vornath-ulgrim']],
  ['en', 'Zorvexa/Plimbara talks resume.', ['plimbara', 'zorvexa', 'Zorvexa/Plimbara']],
  ['en', 'The quindle.az agency says so.', ['quindle', 'quindle.az']],
  ['en', 'The talks endeda.Thebrix minister left.', ['thebrix', 'endeda']],
  ['en', 'The USD/AMDK rate and (bracketish) words', ['amdk', 'usd', 'bracketish']],
  ['en', 'Flights to Drovnak\u00a0Hills of 90\u202fkm', ['drovnak', '90 km', '90']],
  ['en', 'COVID-29 is here', ['covid 29', 'covid-29', 'covid29', 'COVID–29']],
  ['en', 'Mail press@snorvik.example or call, see /path/to/glimmerfile_name', ['snorvik', 'glimmerfile', 'press']],
  ['en', 'It grew to 10⁹ in H₂O, in km²', ['h2o', 'km2', 'km']],
  ['en', 'The CO₂ tax of Blorvia', ['CO2 blorvia', 'CO₂', 'co₂ blorvia', '"CO2 tax"']],
  ['en', 'Plain CO2 over Glavonia', ['CO₂ glavonia', 'CO2 glavonia']],
  ['ru', 'Участок в 47 м² у Брюнтово', ['47 м2 брюнтово', '47 м²', 'м2 брюнтово']],
  ['ru', 'Участок в 48 м2 у Клюнтово', ['48 м² клюнтово', 'м² клюнтово']],
  ['ru', 'Школа № 6137 и №6138', ['№6137', '№ 6138', '6137', 'школа №6138']],
  ['en', 'It took 2½ hours to Zarnwick', ['2 1/2 zarnwick', '½ zarnwick', '1/2 hours zarnwick', '"2½ hours"']],
  ['en', 'It took 3 1/4 hours to Yarnwick', ['3¼ yarnwick', '¼ hours yarnwick', '"3¼ hours"']],
  ['en', 'The oﬃcial ﬂormic acid', ['official flormic', 'ﬂormic']],
  ['en', 'An efficient flurmic acid', ['eﬃcient', 'ﬂurmic']],
  ['ru', 'Гарегинор Ⅱ приехал', ['гарегинор II', 'гарегинор ⅱ']],
  ['ru', 'Гарегинур II уехал', ['гарегинур Ⅱ', 'гарегинур ii']],
  ['en', 'Worth 10⁹ drams in Xarnwick', ['10⁹ xarnwick', '10 xarnwick', '9 xarnwick']],
  ['en', 'Soft\u00adhyphenated and zero\u200bwidthed', ['softhyphenated', 'zerowidthed']],
  ['hy', 'Յուրանոցը «Սևանիկոն» է։', ['սևանիկոն', 'Սևանիկոնը', 'ՍԵՎԱՆԻԿՈՆ']],
  ['hy', 'Այդ մեքենան գնացարկ։ Ի՞նչ եղավ, Արմոն՝ասաց', ['գնացարկ', 'Արմոն', 'ասաց']],
  ['hy', 'Վագրանիա֊Նորաստան ճանապարհ', ['Նորաստան', 'Վագրանիա']],
  [
    'en',
    'Recep Erdoğanson and İlham Əliyevson in Şuşakan',
    ['erdoganson', 'Erdoğanson', 'aliyevson', 'Əliyevson', 'susakan'],
  ],
  ['en', 'Erdoganov spoke of a café and a naïvete', ['Erdoğanov', 'cafe', 'café', 'naivete']],
  ['en', 'A plain cafezal stood', ['cafézal', 'CAFÉZAL']],
  ['ru', 'Мэр Ёлкинск и Berdoğanlı', ['елкинск', 'Ёлкинск', 'berdoganli', 'Berdoğanlı']],
];

const PLACES = ['headline', 'standfirst', 'body', 'caption', 'tag'] as const;

const paragraph = (text: string) => ({ type: 'paragraph' as const, text: [{ text }] });

beforeAll(async () => {
  await createSiteSettings();
  for (const [index, [language, text]] of CASES.entries()) {
    for (const place of PLACES) {
      const { articles, storyId } = await createStory({
        slugs: { [language]: `case-${index}-${place}` },
        tags: [],
        ...(place === 'body' && { body: [paragraph(text)] }),
        ...(place === 'caption' && {
          body: [{ type: 'figure', picture: 'a'.repeat(20), caption: text, credit: '', alt: '' }],
        }),
      });
      if (place === 'headline' || place === 'standfirst') {
        await database().article.update({ where: { id: articles[language] }, data: { [place]: text } });
      }
      if (place === 'tag') {
        await database().tag.create({
          data: {
            key: `tag-${index}`,
            texts: { create: [{ language, name: text }] },
            stories: { create: { storyId } },
          },
        });
      }
    }
  }
  while ((await indexArticles(1_000)) > 0);
}, 60_000);

it.each(
  CASES.flatMap(([language, text, questions], index) => questions.map((q) => [language, q, text, index] as const)),
)('in %s, %s is found in: %s', async (language, question, _, index) => {
  const { matches, understood } = await listMatches(language, question);
  const found = matches.map(({ article: { slug } }) => slug);
  expect(understood).toBeNull();
  for (const place of PLACES) expect.soft(found).toContain(`case-${index}-${place}`);
});

it('a name of a letter and a figure is not found by the figure alone', async () => {
  await createStory({ slugs: { ru: 'three-hundred' }, tags: [], body: [paragraph('Пришли 300 человек, с ними 9.')] });
  const found = async (question: string) =>
    (await listMatches('ru', question)).matches.map(({ article: { slug } }) => slug);
  expect(await found('300')).toContain('three-hundred');
  expect(await found('С-300')).not.toContain('three-hundred');
  expect(await found('300 -С-300')).toEqual(['three-hundred']);
});

it.each<[Language, string, string]>([
  ['ru', 'низа', 'низарми'],
  ['ru', 'каст', 'кастев'],
  ['en', 'plimb', 'plimbara'],
  ['en', 'genoci', 'genocidalist'],
  ['hy', 'սևանի', 'սևանիկոն'],
  ['en', 'erdogans', 'erdoğanson'],
  ['en', 'Erdoğans', 'erdoğanson'],
  ['en', 'zorvexa/pli', 'zorvexa/plimbara'],
])('in %s, %s is completed to %s', async (language, typed, whole) => {
  expect(await listSuggestions(language, typed)).toContain(whole);
});
