/** Statuses for what addPicture and an upload refuse. */
export const PICTURE_REFUSALS = {
  'not-allowed': 403,
  'too-heavy': 413,
  unsupported: 415,
  'not-a-picture': 415,
  heic: 415,
  'too-large': 422,
  'avif-too-large': 422,
  'too-narrow': 422,
  broken: 422,
  busy: 503,
  'disk-full': 507,
} as const;
