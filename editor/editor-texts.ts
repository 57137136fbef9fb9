import type { EmbedProvider } from '#newsroom/articles/embed-frame';
import type { ActionName } from './actions.ts';
import type { OWN_FIELDS } from './picture-texts.ts';

/** What the editor says, in the language of the writer's pages, which need not be that of the story. */
export type EditorTexts = {
  /** BCP 47 tag of these words. */
  language: string;
  /** Name of the toolbar. */
  toolbar: string;
  /** Names of the buttons. */
  actions: Record<ActionName, string>;
  /** What stands in an empty story. */
  placeholder: string;
  linkTo: string;
  linkHint: string;
  linkSet: string;
  linkRemove: string;
  linkRefused: string;
  stories: string;
  noStories: string;
  close: string;
  attribution: string;
  embedTitle: string;
  providers: Record<EmbedProvider, string>;
  /** Opens, or names, what this story says of a picture. */
  pictureTexts: string;
  ownFields: Record<(typeof OWN_FIELDS)[number], string>;
  replacePicture: string;
  addPicture: string;
  deletePicture: string;
  /** In place of a picture that is not to be found. */
  pictureMissing: string;
  /** Takes a figure, gallery or embed out of the story. */
  remove: string;
};
