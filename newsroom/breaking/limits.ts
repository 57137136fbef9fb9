/** For how long something may be breaking news, hours. */
export const BREAKING_HOURS = { least: 1, most: 24, usual: 3 } as const;

/** What the bar says, characters at most: three lines of a phone. */
export const BREAKING_TEXT_LENGTH = 140;
