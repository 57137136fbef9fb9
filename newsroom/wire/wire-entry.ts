import { z } from 'zod';

/** How an agency means an item: it may be published, is held back for now, or is taken back for good (a kill). */
export type WireStatus = 'usable' | 'withheld' | 'canceled';

/** A picture that an item refers to; it is not fetched. */
export type WirePicture = { address: string; caption: string; credit: string };

/** An item of an agency, whatever format it came in. Empty where nothing was said. */
export type WireEntry = {
  /** What the agency calls it, whatever its version. */
  id: string;
  link: string;
  /** The agency's number of the version; null where it counts none. */
  wireVersion: number | null;
  status: WireStatus;
  /** Plain text. */
  headline: string;
  standfirst: string;
  html: string;
  /** A code such as `ru` or `ru-RU`. */
  language: string;
  /** What the agency tells editors. */
  note: string;
  credit: string;
  published?: Date;
  embargoUntil?: Date;
  pictures: WirePicture[];
};

const picture = z.object({ address: z.string(), caption: z.string(), credit: z.string() });

/** Pictures as they are stored; whatever is none is left out. */
export function parsePictures(stored: unknown): WirePicture[] {
  return (Array.isArray(stored) ? stored : []).flatMap((one) => picture.safeParse(one).data ?? []);
}
