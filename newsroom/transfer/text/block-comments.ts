import { escapeHtml } from '#blocks/html';

const COMMENT = /^<!--\s+(\/)?wp:((?:[a-z][\w-]*\/)?[a-z][\w-]*)\s+(?:(\{[\s\S]*\})\s+)?(\/)?-->$/;

/**
 * A comment by which WordPress says that a block begins or ends, as the tag of an element. undefined for every other
 * comment. One whose attributes cannot be read is a block without any.
 */
export function readBlockComment(comment: string): string | undefined {
  const [whole, isEnd, path = '', json = '{}', isVoid] = comment.startsWith('<!--')
    ? (COMMENT.exec(comment) ?? [])
    : [];
  if (whole === undefined) return undefined;
  if (isEnd) return '</wp-block>';
  const name = path.replace(/^core\//, '').replace(/^core-embed\/.*/, 'embed');
  const attributes = Object.entries(readJson(json)).flatMap(([key, value]) => {
    const isRead = /^(id|ids|ref|url|src|href|mediaId|mediaUrl|embedUrl)$/.test(key);
    return isRead && /^(string|number)$|^object$/.test(typeof value)
      ? [` block-${key}="${escapeHtml(String(value))}"`]
      : [];
  });
  const words = isVoid ? wordsOf(json) : '';
  if (words) attributes.push(` block-words="${escapeHtml(words)}"`);
  const start = `<wp-block block-name="${escapeHtml(name)}"${attributes.join('')}>`;
  return isVoid ? `${start}</wp-block>` : start;
}

/** What somebody has written into the fields of a block that is nothing but fields, at any depth. */
function wordsOf(json: string): string {
  const { data, content } = readJson(json) as { data?: unknown; content?: unknown };
  const words: string[] = [];
  const collect = (key: string, value: unknown) => {
    if (typeof value === 'string' && !key.startsWith('_') && /\p{L}\S*\s/u.test(value)) words.push(value);
    return value;
  };
  try {
    JSON.parse(JSON.stringify([data, content]), collect);
  } catch {
    // Deeper than anybody writes.
  }
  return words.join(' ').replace(/<[^<>]*>/g, ' ');
}

function readJson(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
