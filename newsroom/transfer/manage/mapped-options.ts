import { type ImportOptions, importOptions } from '#newsroom/transfer/run/import-options';

/** What the form of a mapping says: names of the source's things, each beside what was chosen for it. */
export type MappingForm = {
  section: string;
  language: string;
  fetchMedia?: 'on' | undefined;
  category: string[];
  /** `section:` and a key, `tag` or `nothing`. */
  categoryTo: string[];
  author: string[];
  /** The slug of an author, or empty for a new one. */
  authorTo: string[];
  code: string[];
  /** One of our languages, or empty for none. */
  codeTo: string[];
};

export const SECTION = 'section:';

/** The options that a form of a mapping means; undefined where it is none. */
export function mappedOptions(form: MappingForm): ImportOptions | undefined {
  const { section, language, fetchMedia } = form;
  const categories = pairs(form.category, form.categoryTo);
  const parsed = importOptions.safeParse({
    ...(section && { section }),
    ...(language && { language }),
    sections: Object.fromEntries(
      categories
        .filter(([, to]) => to !== 'tag')
        .map(([id, to]) => [id, to.startsWith(SECTION) ? to.slice(SECTION.length) : null]),
    ),
    tags: categories.filter(([, to]) => to === 'tag').map(([id]) => id),
    authors: Object.fromEntries(pairs(form.author, form.authorTo).filter(([, to]) => to !== '')),
    languages: Object.fromEntries(pairs(form.code, form.codeTo).map(([code, to]) => [code, to || null])),
    fetchMedia: fetchMedia === 'on',
  });
  return parsed.success ? parsed.data : undefined;
}

function pairs(names: readonly string[], chosen: readonly string[]): [string, string][] {
  return names.map((name, index) => [name, (chosen[index] ?? '').trim()]);
}
