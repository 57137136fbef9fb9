import type { ComponentProps } from 'react';
import { PageBody } from '#components/staff/masthead/page-body.island';
import { useChooserWords } from '#components/staff/pictures/chooser-words';

/** The text of a page about the paper, with the words of the library that it opens. */
export function PageText(props: Omit<ComponentProps<typeof PageBody>, 'chooserWords'>) {
  return <PageBody {...props} chooserWords={useChooserWords()} />;
}
