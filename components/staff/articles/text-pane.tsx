import type { ComponentProps } from 'react';
import { useChooserWords } from '#components/staff/pictures/chooser-words';
import { Conflict, LeftText } from '#components/staff/writing/conflict.island';
import { TextFields } from '#components/staff/writing/text-fields.island';

/** The fields of a text, under what has to be decided about it first, and with the words of the library that they open. */
export function TextPane({ timeZone, ...fields }: Omit<ComponentProps<typeof TextFields>, 'chooserWords'> & { timeZone: string }) {
  return (
    <>
      <LeftText timeZone={timeZone} />
      <Conflict />
      <TextFields {...fields} chooserWords={useChooserWords()} />
    </>
  );
}
