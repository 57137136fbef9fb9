/** What the files of a form of the newsroom may have together, bytes; each kind of file has a limit of its own below. */
export const FORM_FILES_BYTES = 4_000_000;
