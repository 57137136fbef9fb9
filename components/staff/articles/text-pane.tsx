import type { ComponentProps } from 'react';
import { useChooserTexts } from '#components/staff/pictures/chooser-texts';
import { Conflict, LocalCopy } from '#editor/article/conflict.island.tsx';
import { TextFields } from '#editor/article/text-fields.island.tsx';

/**
 * The fields of a text, under what has to be decided about it first, and with the words of the library that they open.
 */
export function TextPane({
  timeZone,
  ...fields
}: Omit<ComponentProps<typeof TextFields>, 'chooserTexts'> & { timeZone: string }) {
  return (
    <>
      <LocalCopy timeZone={timeZone} />
      <Conflict />
      <TextFields {...fields} chooserTexts={useChooserTexts()} />
    </>
  );
}
