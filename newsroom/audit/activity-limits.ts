/** For how many years the activity log may be kept, and is where nobody has said. */
export const ACTIVITY_YEARS = { least: 1, most: 20, first: 5 } as const;
