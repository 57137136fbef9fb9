import { cache } from 'react';
import { readShownPictures } from '#app/admin/(newsroom)/reads';
import { picturesIn } from '#blocks/body';
import { isLanguage, LANGUAGES, type Language } from '#i18n/languages';
import { listDesk } from '#newsroom/live/list-desk';
import { listPictures } from '#newsroom/media/list-pictures';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { listEntryItems } from '#newsroom/wire/list-entry-items';

const NUMBER = /^[1-9]\d{0,8}$/;

type Asked = Record<string, string | string[] | undefined>;

/** What somebody wants to see of a live desk: in which language, beside which, from which entry on. */
export function deskAsked(actor: Actor, { language, beside, before }: Asked) {
  const known = (code: unknown): code is Language =>
    typeof code === 'string' && isLanguage(code) && LANGUAGES.some((one) => one.code === code);
  return {
    language: known(language) ? language : known(actor.language) ? actor.language : (LANGUAGES[0]?.code ?? 'en'),
    beside: known(beside) ? beside : undefined,
    before: typeof before === 'string' && NUMBER.test(before) ? Number(before) : undefined,
  };
}

export const readDesk = cache(async (actor: Actor, story: string, language: Language, before: number | undefined) =>
  NUMBER.test(story) ? listDesk(actor, Number(story), language, before) : null,
);

type Desk = NonNullable<Awaited<ReturnType<typeof listDesk>>>;

/** The pictures of the entries that are listed: as the editor shows them, and as readers see them. */
export async function readDeskPictures({ drafts, entries }: Desk, language: Language) {
  const texts = [...drafts, ...entries].flatMap((entry) => entry.texts);
  const ids = [...new Set(texts.flatMap(({ body }) => picturesIn(body)))];
  const [inEditor, seen] = await Promise.all([readShownPictures(ids, language), listPictures(ids, language)]);
  return { inEditor, seen: new Map(seen.map((picture) => [picture.id, picture])) };
}

/** The items of the wire that the listed entries were made from, by entry. */
export async function readDeskItems({ drafts, entries }: Desk) {
  return listEntryItems([...drafts, ...entries].map(({ id }) => id));
}

/** What this person may do there. */
export function readDeskRights(actor: Actor) {
  return {
    publish: may(actor, 'live.publish'),
    close: may(actor, 'live.close'),
    makeStory: may(actor, 'live.publish') && may(actor, 'article.create'),
  };
}
