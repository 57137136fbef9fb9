import type { WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

// qTranslate and its kin keep all languages of a post in one text: `[:hy]…[:ru]…[:]`, formerly `<!--:ru-->…<!--:-->`.

const MARK = /\[:([a-z]{2})?\]|<!--:([a-z]{2})?-->/;

/** A text between two marks; without a language it belongs to all of them. */
type Part = { language?: string; text: string };

/** One language of an item, with its texts in it alone. */
export type InLanguage = { language: string; record: WxrRecord };

function partsOf(text: string): Part[] {
  // Between every two texts `split` gives what the mark has caught.
  const pieces = text.split(MARK);
  const parts: Part[] = [{ text: pieces[0] ?? '' }];
  for (let at = 1; at < pieces.length; at += 3) {
    const language = pieces[at] ?? pieces[at + 1];
    parts.push({ ...(language && { language }), text: pieces[at + 2] ?? '' });
  }
  return parts;
}

function languagesOf(text: string): string[] {
  return partsOf(text).flatMap(({ language, text }) => (language && text.trim() ? language : []));
}

/** What a text says in one of its languages, with what belongs to all; the same text where it has no marks. */
function textIn(text: string, language: string): string {
  const parts = partsOf(text);
  if (!parts.some((part) => part.language)) return text;
  return parts.flatMap((part) => (!part.language || part.language === language ? part.text : [])).join('');
}

/** A name in the language of the site, or the first that it has. */
export function nameIn(name: string, siteLanguage: string): string {
  const languages = languagesOf(name);
  const own = languages.find((language) => siteLanguage.startsWith(language)) ?? languages[0];
  return own ? textIn(name, own) : name;
}

/**
 * The languages that an item is written in, that of the site first; none where it has no marks. One whose title alone
 * has marks is in one language: nobody says which its text is in but the site.
 */
export function languagesOfItem(item: WxrRecord, siteLanguage: string): InLanguage[] {
  const fields = ['content:encoded', 'title', 'excerpt:encoded'];
  const [content = [], ...others] = fields.map((name) => languagesOf(item.fields.get(name) ?? ''));
  const isOfSite = (language: string) => siteLanguage.startsWith(language);
  const named = others.flat();
  const one = named.find(isOfSite) ?? named[0];
  const languages = content.length > 0 ? new Set(content) : new Set(one ? [one] : []);
  const inOrder = [...languages].toSorted((a, b) => Number(isOfSite(b)) - Number(isOfSite(a)));
  return inOrder.map((language) => ({ language, record: recordIn(item, language) }));
}

function recordIn(item: WxrRecord, language: string): WxrRecord {
  const fields = [...item.fields].map(([name, text]) => [name, textIn(text, language)] as const);
  const meta = [...item.meta].map(([key, values]) => [key, values.map((value) => textIn(value, language))] as const);
  return { ...item, fields: new Map(fields), meta: new Map(meta) };
}

/** A gallery that names no pictures shows those of its post, which a translation is not: it names the post. */
export function withGalleriesOf(html: string, postNumber: string): string {
  return html.replace(/\[gallery(?=[\s\]])(?![^[\]]{0,500}\b(?:ids?|include)\s*=)/gi, `[gallery id="${postNumber}"`);
}
