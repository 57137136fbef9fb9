import type { ComponentProps } from 'react';
import { useChooserTexts } from '#components/staff/pictures/chooser-texts';
import { LiveDesk } from '#editor/live/live-desk.island.tsx';

/** What the editors of a live desk share, with the words of the library that they open. */
export function DeskEditor(props: Omit<ComponentProps<typeof LiveDesk>, 'chooserTexts'>) {
  return <LiveDesk {...props} chooserTexts={useChooserTexts()} />;
}
