/** An accent colour for each theme, as `#rrggbb`. */
export type Accent = { light: string; dark: string };

export const DEFAULT_ACCENT: Accent = { light: '#a6192e', dark: '#f38a94' };

/** What the accent stands on as text, in each theme: paper and tint of app/look.css, which a test compares. */
export const BACKGROUNDS = { light: ['#fffefb', '#f4f1ea'], dark: ['#14171b', '#1d2127'] } as const;
export type Theme = keyof typeof BACKGROUNDS;

/** Least contrast of text (WCAG 2.2, 1.4.3). */
const LEAST_CONTRAST = 4.5;
const STEPS = 512;

/** A colour as `#rrggbb`, from `#RRGGBB`, `#rgb` or either without `#`; undefined for anything else. */
export function readColour(text: string): string | undefined {
  const [, digits] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(text.trim().toLowerCase()) ?? [];
  if (!digits) return undefined;
  return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`;
}

/** Whether a colour can be read in a theme wherever the accent is text. */
export function isReadable(colour: string, theme: Theme): boolean {
  return BACKGROUNDS[theme].every((background) => contrast(colour, background) >= LEAST_CONTRAST);
}

/**
 * The colour nearest to one that can be read in a theme: itself, or mixed with as little black (in the light theme) or
 * white (in the dark one) as is needed.
 */
export function nearestReadable(colour: string, theme: Theme): string {
  const towards = theme === 'light' ? 0 : 255;
  for (let step = 0; step <= STEPS; step++) {
    const mixed = channelsOf(colour).map((channel) => Math.round(channel + ((towards - channel) * step) / STEPS));
    const candidate = `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
    if (isReadable(candidate, theme)) return candidate;
  }
  return DEFAULT_ACCENT[theme];
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/**
 * The style sheet of an accent, to stand in the head of a page: it counts above that of the site, wherever that stands,
 * and not on paper. It has no character that HTML would write otherwise.
 */
export function accentStyle({ light, dark }: Accent): string {
  const inDark = `{--accent:${dark}}`;
  return (
    `@media screen{html:root{--accent:${light}}html:root[data-theme=dark]${inDark}}` +
    `@media screen and (prefers-color-scheme:dark){html:root:not([data-theme=light])${inDark}}`
  );
}
