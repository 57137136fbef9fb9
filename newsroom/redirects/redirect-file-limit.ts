/** Most rows of a file of redirects that are taken in at once. */
export const ROW_LIMIT = 20_000;
