'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { newsroomAction, refusalMessage } from '#app/admin/action';
import type { Answer } from '#components/staff/staff-form.island';
import { frontLayoutAddress } from '#i18n/admin-addresses';
import { instantOf } from '#i18n/dates';
import {
  moveInLayout,
  PLACEMENTS_AT_MOST,
  PLACES,
  type Placement,
  placeStory,
  readLayout,
  removePlacement,
  writeLayout,
} from '#newsroom/fronts/placement';
import { saveFrontLayout } from '#newsroom/fronts/save-front-layout';
import { languageCode } from '#newsroom/languages/language-code';
import { refuse } from '#newsroom/result';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';

const number = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const layout = z.preprocess(
  withTimesApart,
  z.strictObject({
    language: languageCode,
    version: number,
    layout: z
      .string()
      .max(4_000)
      .transform(readLayout)
      .pipe(z.custom<Placement[]>((read) => read !== undefined)),
    q: z.string().max(100),
    /** What was pressed: `up.17`, `put.17.lead`. */
    press: z
      .string()
      .max(40)
      .transform((text) => text.split('.'))
      .pipe(
        z.union([
          z.tuple([z.enum(['find', 'save'])]),
          z.tuple([z.enum(['up', 'down', 'away', 'mine']), number]),
          z.tuple([z.literal('put'), number, z.enum(PLACES)]),
        ]),
      ),
    /** `from.17` and `until.17`, by the paper's clocks. */
    times: z.record(z.string(), z.string().max(30)),
  }),
);

/** The fields `from.17` and `until.17` as `times`, for there are as many as there are placements. */
function withTimesApart(input: unknown) {
  const fields = Object.entries(input as Record<string, unknown>);
  const isTime = ([name]: (typeof fields)[number]) => /^(from|until)\.\d+$/.test(name);
  return {
    ...Object.fromEntries(fields.filter((field) => !isTime(field))),
    times: Object.fromEntries(fields.filter(isTime)),
  };
}

/** The layout with the times as they stand in the fields; undefined where the clocks show no such time. */
function withTimes(
  placements: readonly Placement[],
  times: Record<string, string>,
  timeZone: string,
): Placement[] | undefined {
  const timed = placements.map((one) => {
    const time = (name: 'from' | 'until') => {
      const value = times[`${name}.${one.articleId}`];
      return value === undefined ? one[name] : value === '' ? null : instantOf(value, timeZone);
    };
    return { ...one, from: time('from'), until: time('until') };
  });
  return timed.every((one): one is Placement => one.from !== undefined && one.until !== undefined) ? timed : undefined;
}

/**
 * Does what was pressed to the layout that is in the address, and leads to the one that comes of it. Only saving gives
 * it to readers; somebody who is late is led back to theirs, where the page says so.
 */
export const arrangeAction = newsroomAction({ input: layout }, async (input, { actor, t }): Promise<Answer> => {
  const { language, version, q, press, times } = input;
  const { timeZone } = await findSiteSettings(language);
  const seen = withTimes(input.layout, times, timeZone);
  if (!seen) return { ok: false, message: t('frontLayout.errors.bad-time') };
  const at = (placements: readonly Placement[], version: number, part: string): Answer => {
    if (placements.length > PLACEMENTS_AT_MOST)
      return { ok: false, message: refusalMessage(t, refuse('invalid', 'tooManyStories')) };
    redirect(
      `${frontLayoutAddress({ language, version: String(version), q, layout: writeLayout(placements) })}#${part}`,
    );
  };
  switch (press[0]) {
    case 'find':
      return at(seen, version, 'found');
    case 'mine':
      return at(seen, press[1], 'layout');
    case 'up':
    case 'down':
      return at(moveInLayout(seen, press[1], press[0]), version, `story-${press[1]}`);
    case 'away':
      return at(
        removePlacement(seen, press[1]),
        version,
        `place-${seen.find(({ articleId }) => articleId === press[1])?.place}`,
      );
    case 'put':
      return at(placeStory(seen, press[1], press[2]), version, `story-${press[1]}`);
    case 'save': {
      const saved = await saveFrontLayout(actor, language, seen, version);
      if (saved.ok) return redirect(`${frontLayoutAddress({ language, saved: 'yes' })}#told`);
      if (saved.why === 'conflict') return at(seen, version, 'theirs');
      return { ok: false, message: refusalMessage(t, saved) };
    }
  }
});
