import type { ArticleBody } from '#blocks/body';
import type { Text } from '#blocks/spans';

// Blocks as lines that a person can compare, for tests.

/** A text: *strong*, _emphasis_, ~~struck out~~, ^raised^, ,lowered,, [words](address), {fr:words}. */
function letters(text: Text): string {
  return text
    .map(({ text, strong, emphasis, strikethrough, script, href, lang }) => {
      let marked = text;
      if (lang) marked = `{${lang}:${marked}}`;
      if (script) marked = script === 'super' ? `^${marked}^` : `,${marked},`;
      if (strikethrough) marked = `~~${marked}~~`;
      if (emphasis) marked = `_${marked}_`;
      if (strong) marked = `*${marked}*`;
      return href ? `[${marked}](${href})` : marked;
    })
    .join('');
}

const told = (...texts: (string | undefined)[]) => texts.flatMap((text) => (text ? ` (${text})` : [])).join('');

export function written(body: ArticleBody): string[] {
  return body.map((block) => {
    switch (block.type) {
      case 'paragraph':
        return letters(block.text);
      case 'heading':
        return `${'#'.repeat(block.level)} ${letters(block.text)}`;
      case 'quote':
        return `> ${letters(block.text)}${told(block.attribution)}`;
      case 'list':
        return block.items
          .map((item, index) => `${block.ordered ? `${(block.start ?? 1) + index}.` : '-'} ${letters(item)}`)
          .join('; ');
      case 'table': {
        const rows = [block.header, ...block.rows].map((row) => row.map(letters).join(' | ')).join(' / ');
        return `${rows}${told(block.numeric?.join(','))}`;
      }
      case 'embed':
        return `${block.provider} ${block.href}${told(block.title)}`;
      case 'figure':
        return `picture ${block.picture.replace(/^0+/, '')}${told(block.alt, block.caption)}`;
      case 'gallery':
        return `gallery ${block.pictures.map((id) => `${id.replace(/^0+/, '')}${told(block.words?.[id]?.alt, block.words?.[id]?.caption)}`).join(', ')}`;
      default:
        return block.type;
    }
  });
}
