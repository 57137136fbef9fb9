// Russian words with a vowel that comes and goes: рынок and рынка, день and дня, окно and окон.

/** What nouns end in, beside nothing. */
export const RUSSIAN_ENDINGS = [
  ...['а', 'я', 'у', 'ю', 'е', 'и', 'ы', 'о', 'ой', 'ей', 'ом', 'ем', 'ью', 'ам', 'ям', 'ах', 'ях'],
  ...['ами', 'ями', 'ов', 'ев'],
];

/** Of words in ь: дна and дно are of another word than день. */
const SOFT_ENDINGS = ['я', 'ю', 'е', 'и', 'ем', 'ей', 'ям', 'ях', 'ями', 'ам', 'ах', 'ами'];

/** Words that follow no rule: with the vowel, and without it and without ending. In letters as they are compared. */
const PAIRS = (
  'день дн, пень пн, огонь огн, корень корн, камень камн, парень парн, ремень ремн, олень олн, уголь угл, ' +
  'угол угл, узел узл, ветер ветр, костер костр, шатер шатр, котел котл, козел козл, орел орл, осел осл, посол посл, ' +
  'лев льв, лед льд, лен льн, лоб лб, рот рт, сон сн, пес пс, мох мх, ров рв, ложь лж, рожь рж, церковь церкв, ' +
  'любовь любв, морковь моркв, вошь вш, заем займ, наем найм, хребет хребт, ковер ковр, бобер бобр, ' +
  'окон окн, писем письм, чисел числ, кресел кресл, стекол стекл, ребер ребр, ведер ведр, ядер ядр, бревен бревн, ' +
  'пятен пятн, зерен зерн, полотен полотн, весел весл, ремесел ремесл, сестер сестр, сосен сосн, ' +
  'войн войн, денег деньг, серег серьг, судеб судьб, свадеб свадьб, тюрем тюрьм, земель земл, деревень деревн, ' +
  'песен песн, башен башн, вишен вишн, кухонь кухн, басен басн, семей семь, статей стать, судей судь, ' +
  'капель капл, сабель сабл, туфель туфл, петель петл, метел метл, боен бойн, сотен сотн, спален спальн, ' +
  'сердец сердц, яиц яйц'
)
  .split(', ')
  .map((pair) => pair.split(' ') as [whole: string, stem: string]);

/** Each form of a word in PAIRS, with the forms of all words that have it. */
const IRREGULAR = new Map<string, string[]>();
for (const [whole, stem] of PAIRS) {
  const isSoft = whole.endsWith('ь');
  const endings = isSoft ? SOFT_ENDINGS : RUSSIAN_ENDINGS;
  const forms = [whole, ...(isSoft ? [`${whole}ю`] : []), ...endings.map((ending) => stem + ending)];
  for (const form of forms) IRREGULAR.set(form, [...(IRREGULAR.get(form) ?? []), ...forms]);
}

/** рынок, кусочек, отец, палец, боец, копеек: what stands before the vowel, and the consonant behind it. */
const WITH_VOWEL = /^(?<before>.*[^\sьъ])(?<vowel>[ое])(?<last>[кц])$/;
/** рынк-, отц-, пальц-, бойц-, копейк-. */
const WITHOUT_VOWEL = /^(?<before>.*[бвгджзклмнпрстфхцчшщьй])(?<last>[кц])$/;
/** Stems that are shorter are too often those of other words: срок and урок have no срк and урк. */
const SHORTEST: Record<string, number> = { к: 4, ц: 3 };
const VOWEL = /[аеиоуыэюя]$/;

/** Forms of a word with the vowel where it has none, and without it where it has one; none for other words. */
export function fleetingVowelForms(word: string): string[] {
  const irregular = IRREGULAR.get(word);
  if (irregular) return irregular;
  const stems = stemsWithoutVowel(word);
  if (stems.length > 0) return stems.flatMap((stem) => RUSSIAN_ENDINGS.map((ending) => stem + ending));
  return RUSSIAN_ENDINGS.filter((ending) => word.endsWith(ending)).flatMap((ending) =>
    formsWithVowel(word.slice(0, -ending.length)),
  );
}

function stemsWithoutVowel(word: string): string[] {
  const { before = '', vowel = '', last = '' } = word.match(WITH_VOWEL)?.groups ?? {};
  if (!before || (last === 'ц' && vowel === 'о')) return [];
  const stems = VOWEL.test(before)
    ? [`${before}й${last}`]
    : [before + last, ...(vowel === 'е' && /[лнртдсзв]$/.test(before) ? [`${before}ь${last}`] : [])];
  return stems.filter((stem) => stem.length >= (SHORTEST[last] ?? 0));
}

function formsWithVowel(stem: string): string[] {
  const { before = '', last = '' } = stem.match(WITHOUT_VOWEL)?.groups ?? {};
  if (!before || stem.length < (SHORTEST[last] ?? 0)) return [];
  if (/[ьй]$/.test(before)) return [`${before.slice(0, -1)}е${last}`];
  return last === 'ц' ? [`${before}ец`] : [`${before}ок`, `${before}ек`];
}
