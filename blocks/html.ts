import type { Span, Text } from '#blocks/spans';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text that no browser takes for markup, for element content and for attributes in quotation marks. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A text with its marks. Links to this site become absolute: `origin` comes before them. */
export function spansHtml(text: Text, origin: string): string {
  return text.map((span) => spanHtml(span, origin)).join('');
}

function spanHtml({ text, strong, emphasis, strikethrough, script, href, lang }: Span, origin: string): string {
  let html = escapeHtml(text);
  if (lang) html = `<span lang="${escapeHtml(lang)}" dir="auto">${html}</span>`;
  if (script) html = script === 'super' ? `<sup>${html}</sup>` : `<sub>${html}</sub>`;
  if (strikethrough) html = `<s>${html}</s>`;
  if (emphasis) html = `<em>${html}</em>`;
  if (strong) html = `<strong>${html}</strong>`;
  if (href) html = `<a href="${escapeHtml(new URL(href, origin).href)}">${html}</a>`;
  return html;
}
