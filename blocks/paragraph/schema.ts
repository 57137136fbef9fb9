import * as z from 'zod/mini';
import { text } from '#blocks/spans';

export const paragraph = z.strictObject({ type: z.literal('paragraph'), text });

export type Paragraph = z.infer<typeof paragraph>;
