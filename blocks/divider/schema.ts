import * as z from 'zod/mini';

export const divider = z.strictObject({ type: z.literal('divider') });

export type Divider = z.infer<typeof divider>;
