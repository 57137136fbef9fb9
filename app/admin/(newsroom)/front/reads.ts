import { isLanguage } from '#i18n/languages';
import { findLastEvent } from '#newsroom/audit/find-last-event';
import { listNewsroomArticles } from '#newsroom/editing/list-newsroom-articles';
import { isPending } from '#newsroom/editing/working-copy';
import { findFront } from '#newsroom/fronts/find-front';
import { findFrontLayout } from '#newsroom/fronts/find-front-layout';
import { listPlacements } from '#newsroom/fronts/list-placements';
import { layoutDifference, readLayout, writeLayout } from '#newsroom/fronts/placement';
import type { Actor } from '#newsroom/permissions/actor';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listSections } from '#newsroom/topics/list-sections';

export type SearchParams = Record<string, string | string[] | undefined>;

const FOUND = 12;

/**
 * A front page as the address asks for it: as it is laid out, or as somebody means to lay it out (`layout`, made out of
 * its `version`); and what they look for (`q`).
 */
export async function readFrontLayout(actor: Actor, given: SearchParams) {
  const language = isLanguage(given.language) ? given.language : actor.language;
  const [saved, sections, settings] = await Promise.all([
    findFrontLayout(actor, language),
    listSections(language),
    findSiteSettings(language),
  ]);
  if (!saved) return null;
  const { timeZone } = settings;
  const version =
    typeof given.version === 'string' && /^\d{1,9}$/.test(given.version) ? Number(given.version) : undefined;
  const meant = typeof given.layout === 'string' && version !== undefined ? readLayout(given.layout) : undefined;
  const q = typeof given.q === 'string' ? given.q.trim().slice(0, 100) : '';
  const [placed, front, found] = await Promise.all([
    meant ? listPlacements(language, meant) : saved.placed,
    findFront(
      language,
      sections.map(({ key }) => key),
      settings.columnSection,
      meant ?? saved.placed,
    ),
    q.length < 2
      ? undefined
      : listNewsroomArticles(
          actor,
          { q, language, state: 'published' },
          { limit: FOUND, language: actor.language, timeZone },
        ),
  ]);
  const isOvertaken = meant !== undefined && version !== saved.version;
  return {
    ...{ language, timeZone, placed, front, q },
    found: found?.articles.map((row) => ({ ...row, isPending: isPending(row) })),
    version: (meant && version) ?? saved.version,
    layout: writeLayout(placed),
    /** What is not saved yet, place by place. */
    changed: layoutDifference(saved.placed, placed),
    other: isOvertaken ? { ...saved, by: await findLastEvent('front', language) } : null,
  };
}
