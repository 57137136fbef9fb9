import type { Language } from '#i18n/languages';

type Names = Record<Language, string>;

/** Sections that a newspaper may begin with, by their keys. */
export const STARTER_SECTIONS = {
  news: { en: 'News', ru: 'Новости', hy: 'Լուրեր', az: 'Xəbərlər', ka: 'ახალი ამბები' },
  local: { en: 'Local', ru: 'Местные новости', hy: 'Տեղական', az: 'Yerli', ka: 'ადგილობრივი' },
  region: { en: 'Region', ru: 'Регион', hy: 'Տարածաշրջան', az: 'Region', ka: 'რეგიონი' },
  politics: { en: 'Politics', ru: 'Политика', hy: 'Քաղաքականություն', az: 'Siyasət', ka: 'პოლიტიკა' },
  world: { en: 'World', ru: 'Мир', hy: 'Աշխարհ', az: 'Dünya', ka: 'მსოფლიო' },
  economy: { en: 'Economy', ru: 'Экономика', hy: 'Տնտեսություն', az: 'İqtisadiyyat', ka: 'ეკონომიკა' },
  companies: { en: 'Companies', ru: 'Компании', hy: 'Ընկերություններ', az: 'Şirkətlər', ka: 'კომპანიები' },
  markets: { en: 'Markets', ru: 'Рынки', hy: 'Շուկաներ', az: 'Bazarlar', ka: 'ბაზრები' },
  technology: { en: 'Technology', ru: 'Технологии', hy: 'Տեխնոլոգիաներ', az: 'Texnologiya', ka: 'ტექნოლოგიები' },
  society: { en: 'Society', ru: 'Общество', hy: 'Հասարակություն', az: 'Cəmiyyət', ka: 'საზოგადოება' },
  culture: { en: 'Culture', ru: 'Культура', hy: 'Մշակույթ', az: 'Mədəniyyət', ka: 'კულტურა' },
  sport: { en: 'Sport', ru: 'Спорт', hy: 'Սպորտ', az: 'İdman', ka: 'სპორტი' },
  football: { en: 'Football', ru: 'Футбол', hy: 'Ֆուտբոլ', az: 'Futbol', ka: 'ფეხბურთი' },
  basketball: { en: 'Basketball', ru: 'Баскетбол', hy: 'Բասկետբոլ', az: 'Basketbol', ka: 'კალათბურთი' },
  wrestling: { en: 'Wrestling', ru: 'Борьба', hy: 'Ըմբշամարտ', az: 'Güləş', ka: 'ჭიდაობა' },
  chess: { en: 'Chess', ru: 'Шахматы', hy: 'Շախմատ', az: 'Şahmat', ka: 'ჭადრაკი' },
  'other-sports': {
    en: 'Other sports',
    ru: 'Другие виды',
    hy: 'Այլ մարզաձևեր',
    az: 'Digər növlər',
    ka: 'სხვა სახეობები',
  },
  opinion: { en: 'Opinion', ru: 'Мнения', hy: 'Կարծիք', az: 'Rəy', ka: 'მოსაზრება' },
} as const satisfies Record<string, Names>;

export type StarterSection = keyof typeof STARTER_SECTIONS;

/** What kinds of newspapers there are templates for, and the sections of each in their order. */
export const SECTION_TEMPLATES = {
  general: ['news', 'politics', 'world', 'economy', 'society', 'culture', 'sport', 'opinion'],
  regional: ['local', 'region', 'politics', 'economy', 'society', 'culture', 'sport'],
  business: ['news', 'companies', 'markets', 'economy', 'technology', 'opinion'],
  sport: ['news', 'football', 'basketball', 'wrestling', 'chess', 'other-sports'],
} as const satisfies Record<string, readonly StarterSection[]>;

export type SectionTemplate = keyof typeof SECTION_TEMPLATES;
export const TEMPLATE_NAMES = Object.keys(SECTION_TEMPLATES) as SectionTemplate[];
