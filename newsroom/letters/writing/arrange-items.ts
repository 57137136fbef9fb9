import type { LetterItem } from '#newsroom/letters/writing/find-letter';

/** What a form says of a letter's stories: each as `12`, a correction as `12:5`, with its own line and its place. */
export type Arrangement = {
  items: readonly string[];
  lines: readonly string[];
  places: readonly string[];
  removed: readonly string[];
  added: readonly string[];
  /** `same`: by hand if something was changed here, else as before. */
  choice: 'automatic' | 'by-hand' | 'same';
};

/**
 * What is in a letter as somebody has arranged it: by places, then what they added; null where it is what there will be
 * when it is sent. A place that is no number stays behind the one before it.
 */
export function arrangeItems({ items, lines, places, removed, added, choice }: Arrangement): LetterItem[] | null {
  const isChanged = removed.length + added.length > 0 || lines.some(Boolean) || !isInOrder(places);
  if (choice === 'automatic' || (choice === 'same' && !isChanged)) return null;
  let last = 0;
  const placed = items.map((item, index) => {
    const place = Number(places[index]);
    last = places[index] !== '' && Number.isFinite(place) ? place : last;
    return { item, line: lines[index] ?? '', place: last };
  });
  const kept = placed.filter(({ item }) => !removed.includes(item)).sort((one, other) => one.place - other.place);
  const all = [...kept, ...added.filter((item) => !items.includes(item)).map((item) => ({ item, line: '' }))];
  return all.map(({ item, line }) => {
    const [articleId, noteId] = item.split(':').map(Number);
    return { articleId: articleId ?? 0, noteId: noteId ?? null, line };
  });
}

function isInOrder(places: readonly string[]): boolean {
  return places.every((place, index) => place === String(index + 1));
}
