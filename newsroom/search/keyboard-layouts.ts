import { ALL_LANGUAGES, isInScript, type Language, languageOf } from '#i18n/languages';
import { english } from '#i18n/languages/en';

const LATIN_KEYBOARD = english.keyboards[0];

/** The signs that the Latin layout writes with Shift. */
const SHIFTED = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?';

/**
 * What a question would say had the keyboard been set to the language: nothing for one that is in its letters already.
 */
export function retypeInOtherLayout(question: string, language: Language): string[] {
  // Latin letters stand among those of other scripts, so these are looked for first.
  const byScript = [...ALL_LANGUAGES].sort(
    (one, other) => Number(one.script === 'Latin') - Number(other.script === 'Latin'),
  );
  const script = byScript.find((record) => isInScript(question, record.script))?.script;
  const { script: ownScript, keyboards } = languageOf(language);
  if (!script || script === ownScript) return [];
  const typedOn =
    script === 'Latin'
      ? [LATIN_KEYBOARD]
      : byScript.filter((record) => record.script === script).flatMap((record) => record.keyboards);
  // The Armenian letter for ev has no key of its own in most layouts, and is typed as two.
  const versions = typedOn.flatMap((from) => keyboards.map((to) => retype(question, from, to).replaceAll('եվ', 'և')));
  return [...new Set(versions)];
}

function retype(question: string, from: string, to: string): string {
  const retyped = [...question].map((sign) => {
    const key = keyOf(sign, from);
    // Most layouts write capitals with Shift.
    return to[key] ?? to[key - LATIN_KEYBOARD.length] ?? sign;
  });
  return retyped.join('').toLowerCase();
}

/** Which key of a layout writes a sign, those with Shift after those without; -1 for none. */
function keyOf(sign: string, layout: string): number {
  const signs = layout === LATIN_KEYBOARD ? LATIN_KEYBOARD + SHIFTED : layout;
  const key = signs.indexOf(sign);
  return key >= 0 ? key : signs.indexOf(sign.toLowerCase());
}
