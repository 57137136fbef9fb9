import * as z from 'zod/mini';
import { pictureId, pictureTexts } from '#blocks/picture-texts';

export const figure = z.strictObject({ type: z.literal('figure'), picture: pictureId, ...pictureTexts.shape });

export type Figure = z.infer<typeof figure>;
