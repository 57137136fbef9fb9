// Shortcodes of WordPress: [gallery ids="1,2"], [caption id="attachment_1"]…[/caption]. Brackets stand in texts for
// other reasons too, and nothing but their names and attributes tells them apart.

export type ShortcodeTag = {
  name: string;
  /** In the order in which they are written; those without a name have their number. */
  attributes: [name: string, value: string][];
  /** Whether it has an attribute with a name. */
  hasAttributes: boolean;
  /** [/name] */
  isEnd: boolean;
  /** [name /] */
  isVoid: boolean;
  /** Whether its name says that it is one. */
  isKnown: boolean;
  /** Whether it is one without attributes and a closing tag. */
  mayBeAlone: boolean;
};

/** Names of shortcodes, also without attributes. No word has a line below it. */
const KNOWN =
  /^(audio|caption|contact-form(-7)?|dailymotion|embed|facebook|gallery|googlemaps?|gravityform|iframe|instagram|playlist|rutube|soundcloud|telegram|tiktok|tweet|twitter|video|videopress|vimeo|wpforms|wpvideo|youtube|\w*_\w*)$/i;

/** Of these, what stands for something also alone: others are words, as in [video]. */
const ALONE = /^(gallery|playlist|contact-form(-7)?|\w*_\w*)$/i;

/** What a film or post is named by without the name of an attribute: an address or a number. */
const NAMED = /^(https?:\/\/\S+|\d{5,20}|(?=\S*[\d_-])[\w-]{11})$/i;

/** Builders of pages: their tags only put things in their place. */
export const BUILDER = /^(vc|et_pb|fusion|av|fl|su|td|tdb|elementor|cs|siteorigin|tatsu|nectar|kc|mk|ux|themify)[_-]/i;

const TAG = /\[(\[?)(\/?)([a-z][\w-]*)(?=[\s\]/=]|:https?:)([^[\]]*)\](\]?)/iy;

/** The tag of a shortcode at a place in a text, and how many letters it takes; undefined where there is none. */
export function shortcodeAt(
  text: string,
  at: number,
): (ShortcodeTag & { length: number; isEscaped: boolean }) | undefined {
  TAG.lastIndex = at;
  const [written, doubled, slash, name, rest = '', closing] = TAG.exec(text) ?? [];
  if (written === undefined || name === undefined) return undefined;
  const isVoid = /\/\s*$/.test(rest);
  const attributes = attributesOf(isVoid ? rest.replace(/\/\s*$/, '') : rest);
  if (!attributes || (slash && attributes.length > 0)) return undefined;
  const isKnown = KNOWN.test(name);
  const mayBeAlone = ALONE.test(name) || (isKnown && attributes.length > 0);
  const hasAttributes = attributes.some(([name]) => !/^\d+$/.test(name));
  // In brackets, several words without any attribute are a remark.
  const isRemark =
    !hasAttributes && attributes.length > 0 && !name.includes('_') && !NAMED.test(attributes[0]?.[1] ?? '');
  if (isRemark || (!isKnown && !hasAttributes && attributes.length > 0)) return undefined;
  const isEscaped = doubled !== '' && closing !== '';
  if (doubled && !isEscaped) return undefined;
  if (isEscaped && !isKnown && !hasAttributes && !slash) return undefined;
  const length = written.length - (isEscaped ? 0 : (closing ?? '').length);
  const tag = { name: name.toLowerCase(), attributes, hasAttributes, isEnd: slash !== '', isVoid, isKnown, mayBeAlone };
  return { ...tag, length, isEscaped };
}

/** Quotation marks as visual editors write them into shortcodes. */
const QUOTES = /&(quot|ldquo|rdquo|#34|#8220|#8221|#8243);|[“”„″]/g;
const ATTRIBUTE = /\s*(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))(?=\s|$|["'])/y;

/**
 * Attributes as WordPress reads them; undefined for what are none, such as words with tags among them. Between plain
 * quotation marks any others are part of a value.
 */
function attributesOf(written: string): ShortcodeTag['attributes'] | undefined {
  const isPlain = written.includes('"') && attributesIn(written);
  return isPlain || attributesIn(written.replace(QUOTES, '"'));
}

function attributesIn(written: string): ShortcodeTag['attributes'] | undefined {
  const rest = written.replace(/\u00a0|&nbsp;/g, ' ').trim();
  const attributes: ShortcodeTag['attributes'] = [];
  // As in [youtube=https://…] and [audio:https://…|titles=…].
  ATTRIBUTE.lastIndex = /^[=:]/.test(rest) ? 1 : 0;
  while (ATTRIBUTE.lastIndex < rest.length) {
    const found = ATTRIBUTE.exec(rest);
    if (!found) return undefined;
    const [, name = String(attributes.length), double, single, bare = ''] = found;
    attributes.push([name.toLowerCase(), double ?? single ?? bare]);
  }
  return attributes;
}
