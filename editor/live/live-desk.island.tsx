'use client';
import { createContext, type ReactNode, use } from 'react';
import type { FormAction } from '#components/staff/form-answer.ts';
import type { ChosenPicture } from '#components/staff/pictures/chosen-pictures.ts';
import type { ChooserTexts } from '#components/staff/pictures/picture-chooser.island';
import type { EditorTexts } from '#editor/editor-texts';
import type { Language } from '#i18n/languages';

type LiveDeskContext = {
  storyId: number;
  /** In which entries are written. */
  language: Language;
  timeZone: string;
  texts: EditorTexts;
  chooserTexts: ChooserTexts;
  /** Those of the entries that are listed, by id. */
  pictures: Record<string, ChosenPicture>;
  /** Null for whoever may not publish. */
  publishAction: FormAction | null;
};

const Context = createContext<LiveDeskContext | null>(null);

export function useLiveDesk(): LiveDeskContext {
  const context = use(Context);
  if (!context) throw new Error('this stands only in a LiveDesk');
  return context;
}

/** What all editors of a live desk share. */
export function LiveDesk({ children, ...context }: LiveDeskContext & { children: ReactNode }) {
  return <Context value={context}>{children}</Context>;
}
