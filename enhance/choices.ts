/** What a reader can choose and the browser remembers, with the values that count; anything else is forgotten. */
const CHOICES = {
  theme: ['light', 'dark'],
  textSize: ['1', '3', '4', '5'],
  /** Whether the stories read last are kept for times without a connection. */
  keep: ['none'],
  embedYoutube: ['shown'],
  embedX: ['shown'],
  embedTelegram: ['shown'],
  embedInstagram: ['shown'],
  embedFacebook: ['shown'],
  embedTiktok: ['shown'],
  embedVimeo: ['shown'],
  embedRutube: ['shown'],
  embedVk: ['shown'],
  embedOk: ['shown'],
  embedSpotify: ['shown'],
  embedSoundcloud: ['shown'],
  embedDatawrapper: ['shown'],
  embedFlourish: ['shown'],
} as const;

export type Choice = keyof typeof CHOICES;

export const CHOICE_NAMES = Object.keys(CHOICES) as Choice[];

/** Values that earlier releases stored, and what they are called now. */
const FORMER = new Map([
  ['day', 'light'],
  ['night', 'dark'],
]);

/** The remembered value, or null for the usual one. Storage may be closed to us; then nothing is remembered. */
export function readChoice(choice: Choice): string | null {
  try {
    const stored = localStorage.getItem(choice) ?? '';
    const value = FORMER.get(stored) ?? stored;
    return (CHOICES[choice] as readonly string[]).includes(value) ? value : null;
  } catch {
    return null;
  }
}

/** Applies a choice to the page and remembers it; null takes it back. */
export function writeChoice(choice: Choice, value: string | null): void {
  const known = value !== null && (CHOICES[choice] as readonly string[]).includes(value);
  if (known) document.documentElement.dataset[choice] = value;
  else delete document.documentElement.dataset[choice];
  try {
    if (known) localStorage.setItem(choice, value);
    else localStorage.removeItem(choice);
  } catch {
    // The choice holds for this page all the same.
  }
}
