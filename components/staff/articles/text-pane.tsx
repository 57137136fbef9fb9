import type { ComponentProps } from 'react';
import { useChooserWords } from '#components/staff/pictures/chooser-words';
import { TextFields } from '#components/staff/writing/text-fields.island';

/** The fields of a text, with the words of the library that they open. */
export function TextPane(props: Omit<ComponentProps<typeof TextFields>, 'chooserWords'>) {
  return <TextFields {...props} chooserWords={useChooserWords()} />;
}
