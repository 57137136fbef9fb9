import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { Answer } from '#components/staff/staff-form.island';
import { LANGUAGES, type Language } from '#i18n/languages';
import type { Actor } from '#newsroom/permissions/actor';
import { guestLocale, sameOriginActor } from './gate.ts';

// How the newsroom's actions read the forms that come to them.

type Refused = Answer & { ok: false };
type Translator = Awaited<ReturnType<typeof getTranslations<never>>>;

/**
 * What was said in a form, by the names of its fields, without what React adds. A field among `lists` may stand any
 * number of times.
 */
export function fieldsOf(data: FormData, lists: readonly string[] = []): Record<string, unknown> {
  const single = [...data].filter(([name]) => !name.startsWith('$') && !lists.includes(name));
  return { ...Object.fromEntries(single), ...Object.fromEntries(lists.map((name) => [name, data.getAll(name)])) };
}

/** A field for each language of this site, as forms name them: `title.en`, `title.ru`… */
export function inLanguages<Name extends string, Schema extends z.ZodType>(name: Name, schema: Schema) {
  const fields = LANGUAGES.map(({ code }) => [`${name}.${code}`, schema] as const);
  return Object.fromEntries(fields) as Record<`${Name}.${Language}`, Schema>;
}

/** Who acts, what they say and their language's words; or why not, as a sentence. */
export async function readForm<T>(
  form: z.ZodType<T>,
  data: FormData,
  lists?: readonly string[],
): Promise<{ ok: true; actor: Actor; said: T; t: Translator } | Refused> {
  const actor = await sameOriginActor();
  if (!actor) return signedOut();
  const t = await getTranslations({ locale: actor.language });
  const read = form.safeParse(fieldsOf(data, lists));
  if (read.success) return { ok: true, actor, said: read.data, t };
  const fields = [...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(', ');
  return { ok: false, message: t('newsroom.invalidForm', { fields }) };
}

/** For whoever is not signed in any more; what they have typed stays where it is. */
export async function signedOut(): Promise<Refused> {
  const t = await getTranslations({ locale: await guestLocale(), namespace: 'newsroom' });
  return { ok: false, message: t('signedOut') };
}
