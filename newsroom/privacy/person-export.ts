import { z } from 'zod';
import { PERSONAL_KINDS, type PersonalKind } from '#newsroom/privacy/kinds';

/** The file with everything that is kept about a person; docs/privacy-export.schema.json is made of it. */
export const personExport = z.strictObject({
  format: z.literal('news-portal-person'),
  version: z.literal(1),
  exportedAt: z.iso.datetime().describe('When this was so'),
  email: z.email(),
  names: z.array(z.string()).describe('What they are and were called'),
  data: z.array(
    z.strictObject({
      kind: z.enum(PERSONAL_KINDS as [PersonalKind, ...PersonalKind[]]),
      table: z.string().describe('Where it is kept in the database'),
      withheld: z.array(z.string()).describe('Columns that are kept and not exported: secrets that let somebody in'),
      rows: z.array(z.record(z.string(), z.unknown())).describe('Rows by their columns; times are of ISO 8601'),
    }),
  ),
});

export type PersonExport = z.infer<typeof personExport>;
