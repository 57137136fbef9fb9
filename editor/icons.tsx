import type { ActionName } from './actions.ts';

const PATHS: Record<Exclude<ActionName, 'bold' | 'italic' | 'heading' | 'subheading' | 'numericColumn'>, string> = {
  link: 'M8.5 11.5l3-3M9 6.5l1.7-1.7a3.2 3.2 0 0 1 4.5 4.5L13.5 11M6.5 9l-1.7 1.7a3.2 3.2 0 0 0 4.5 4.5L11 13.5',
  bullets: 'M8 5.5h8.5M8 10h8.5M8 14.5h8.5M3.5 5.5h1.5M3.5 10h1.5M3.5 14.5h1.5',
  numbers: 'M9 5.5h7.5M9 10h7.5M9 14.5h7.5M3.5 4l1.3-.7V8M3.3 12.6c.2-1.3 2.4-1.3 2.4.1 0 1-1.4 1.7-2.4 3.3h2.5',
  quote: 'M8.5 6C5.5 7 4.3 9 4.3 12.5M4.3 11.5h3.4v3H4.3zM16.2 6c-3 1-4.2 3-4.2 6.5M12 11.5h3.4v3H12z',
  figure: 'M3 4.5h14v11H3zM3 13l4-4 3.5 3.5 2.5-2.5 4 4M12.7 7.5h.1',
  gallery: 'M5.5 6.5h11.5v9H5.5zM5.5 13.5l3-3 2.5 2.5 2-2 4 3.5M3 13V4h11.5',
  table: 'M3 4.5h14v11H3zM3 8h14M3 11.7h14M7.7 8v7.5M12.3 8v7.5',
  divider: 'M3 10h14M6 5.5h8M6 14.5h8',
  undo: 'M7 4L3.5 7.5 7 11M3.5 7.5h8.2a4.3 4.3 0 0 1 0 8.5H8',
  redo: 'M13 4l3.5 3.5L13 11M16.5 7.5H8.3a4.3 4.3 0 0 0 0 8.5H12',
  addRow: 'M3 4h14v6H3zM10 12.5v5M7.5 15h5',
  removeRow: 'M3 4h14v6H3zM7.5 15h5',
  addColumn: 'M4 3h6v14H4zM12.5 10h5M15 7.5v5',
  removeColumn: 'M4 3h6v14H4zM12.5 10h5',
  removeTable: 'M3 4.5h14v11H3zM7.5 7.5l5 5M12.5 7.5l-5 5',
};

const LETTERS: Partial<Record<ActionName, string>> = {
  bold: 'B',
  italic: 'I',
  heading: 'H2',
  subheading: 'H3',
  numericColumn: '123',
};

/** A sign for a button; its name is said beside it. */
export function Icon({ of }: { of: ActionName }) {
  const letters = LETTERS[of];
  if (letters) {
    return (
      <span aria-hidden="true" className={`tool-letters tool-${of}`}>
        {letters}
      </span>
    );
  }
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      <path d={PATHS[of as keyof typeof PATHS]} />
    </svg>
  );
}
