import type { ComponentProps } from 'react';
import { useChooserTexts } from '#components/staff/pictures/chooser-texts';
import { PageBody } from '#components/staff/settings/page-body.island';

/** The text of a page about the paper, with the words of the library that it opens. */
export function PageText(props: Omit<ComponentProps<typeof PageBody>, 'chooserTexts'>) {
  return <PageBody {...props} chooserTexts={useChooserTexts()} />;
}
