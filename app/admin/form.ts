import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { Answer } from '#components/staff/staff-form.island';
import { LANGUAGES, type Language } from '#i18n/languages';
import { storable } from '#i18n/storable';
import { guestLocale } from './gate.ts';

// How the newsroom's actions read the forms that come to them.

type Refused = Answer & { ok: false };

/**
 * What was said in a form, by the names of its fields, without what React adds and without characters that cannot be
 * stored. A field among `lists` may stand any
 * number of times. Nothing, where it is no form: a made-up request may send an action anything.
 */
export function fieldsOf(data: unknown, lists: readonly string[] = []): Record<string, unknown> {
  if (!(data instanceof FormData)) return {};
  const single = [...data].filter(([name]) => !name.startsWith('$') && !lists.includes(name));
  const fields = {
    ...Object.fromEntries(single),
    ...Object.fromEntries(lists.map((name) => [name, data.getAll(name)])),
  };
  return storable(fields).value as Record<string, unknown>;
}

/** How many characters of a form cannot be stored, and are left out by fieldsOf. */
export function unstorableIn(data: FormData): number {
  return storable([...data]).removed;
}

/** Number of a row or of its version, as PostgreSQL's `integer` has it. */
export const rowNumber = z.coerce.number().int().min(1).max(2_147_483_647);

/** A checkbox: its field is there while it is ticked. */
export const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');

/** Number of a delivery, as PostgreSQL's `bigint` has it. */
export const deliveryId = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .transform(BigInt);

/** The instant that something had when the form was drawn; empty for none. */
export const seenInstant = z
  .union([z.literal(''), z.iso.datetime()])
  .transform((text) => (text ? new Date(text) : null));

/** A field for each language of this site, as forms name them: `title.en`, `title.ru`… */
export function inLanguages<Name extends string, Schema extends z.ZodType>(name: Name, schema: Schema) {
  const fields = LANGUAGES.map(({ code }) => [`${name}.${code}`, schema] as const);
  return Object.fromEntries(fields) as Record<`${Name}.${Language}`, Schema>;
}

/** For whoever is not signed in any more; what they have typed stays where it is. */
export async function signedOut(): Promise<Refused> {
  const t = await getTranslations({ locale: await guestLocale(), namespace: 'newsroom' });
  return { ok: false, message: t('signedOut') };
}
