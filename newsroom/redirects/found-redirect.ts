/** What answers at an old address. */
export type FoundRedirect = {
  /** Id of the redirect; undefined where no row is needed to know. */
  id: number | undefined;
  /** The old address, as the table has it. */
  address: string;
  /** Where it leads; undefined where it is gone. */
  location: string | undefined;
  /** Surrogate keys of what it was found by. */
  keys: string[];
};
