import type { Action } from '#blocks/block-editor';
import type { ActionName } from './actions.ts';

/** A sign for a button; its name is said beside it. */
export function Icon({ name, icon }: { name: ActionName; icon: Action['icon'] }) {
  if ('letters' in icon) {
    return (
      <span aria-hidden="true" className={`tool-letters tool-${name}`}>
        {icon.letters}
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
      <path d={icon.path} />
    </svg>
  );
}
