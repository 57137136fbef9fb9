import { z } from 'zod';
import { ALL_LANGUAGES, type Language } from '#i18n/languages';

const language = z.enum(ALL_LANGUAGES.map(({ code }) => code) as [Language, ...Language[]]);
const key = z.string().min(1).max(80);

/**
 * What whoever imports has chosen; a file of JSON may say it (`--mapping`). Categories, authors and languages are named
 * as the source names them, and null stands for nothing.
 */
export const importOptions = z.strictObject({
  /** Key of the section of stories whose categories lead to none; the site's first where it is left out. */
  section: key.optional(),
  /** Slugs or names of categories, and the keys of the sections they become. */
  sections: z.record(z.string(), key.nullable()).default({}),
  /** Ids of categories that become tags, whatever their names. */
  tags: z.array(z.string()).default([]),
  /** Slugs or names of authors, and the keys of authors who are here already. */
  authors: z.record(z.string(), key.nullable()).default({}),
  /** The source's codes of languages. */
  languages: z.record(z.string(), language.nullable()).default({}),
  /** What posts are written in where neither they nor the source say it. */
  language: language.optional(),
  /** Folder in which the files of pictures lie. */
  media: z.string().min(1).optional(),
  /** Whether pictures that lie nowhere are fetched from the former site. */
  fetchMedia: z.boolean().default(false),
  /** So many pages of a site are fetched at most, where its address is given and no file. */
  pages: z.int().min(1).max(200_000).optional(),
});

export type ImportOptions = z.infer<typeof importOptions>;
