import type { Language } from '#i18n/languages';

// What the same keys write in other layouts, row by row from ` to /. Armenian has several in use: two that sound like
// the Latin letters, and the Eastern one in its original and its Windows form, which has two letters the other way
// round.
const LAYOUTS: Record<Language, string[]> = {
  en: ["`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"],
  ru: ['ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.'],
  hy: [
    '՝էթփձջւևռչճ-ժքոերտըւիօպխծշասդֆգհյկլ;՛զղցվբնմ,․/',
    '՝էթփձջւևրչճ-ժքոեռտըւիօպխծշասդֆգհյկլ;՛զղցվբնմ,․/',
    "՝։ձյ՛,-.«»օռժխւէրտեըիոպչջ'ասդֆքհճկլթփզցգվբնմշղծ",
    "՝։ձյ՛,-.«»օռժխւէրտեըիոպչջ'ասդֆգհճկլթփզցքվբնմշղծ",
  ],
};

/** The signs that the Latin layout writes with Shift; the other layouts write capitals there. */
const SHIFTED = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?';

const SCRIPTS: [RegExp, Language][] = [
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Latin}/u, 'en'],
];

/**
 * What a question would say had the keyboard been set to the language: nothing for one that is in its letters already.
 */
export function retypeInOtherLayout(question: string, language: Language): string[] {
  const typedIn = SCRIPTS.find(([letters]) => letters.test(question))?.[1];
  if (!typedIn || typedIn === language) return [];
  // The letter for ev has no key of its own in most layouts, and is typed as two.
  const versions = LAYOUTS[typedIn].flatMap((from) =>
    LAYOUTS[language].map((to) => retype(question, from, to).replaceAll('եվ', 'և')),
  );
  return [...new Set(versions)];
}

function retype(question: string, from: string, to: string): string {
  return [...question.toLowerCase()]
    .map((sign) => {
      const key = from.indexOf(sign);
      return to[key >= 0 ? key : from === LAYOUTS.en[0] ? SHIFTED.indexOf(sign) : -1] ?? sign;
    })
    .join('');
}
