/** For how many days a token may be made; else it is valid until it is revoked. */
export const TOKEN_DAYS = [30, 90, 365] as const;
