/**
 * What only one process on a database may do at a time, each with a number that no other advisory lock of the database
 * uses.
 */
export const ADVISORY_LOCKS = {
  migrate: 72_407_001,
  'load-demo': 72_407_002,
  'create-renditions': 72_407_005,
  'reindex-search': 72_407_006,
  import: 72_407_007,
  'hand-out-events': 72_407_008,
  'back-up': 72_407_009,
} as const;
