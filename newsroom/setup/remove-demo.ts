import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { createFirstSection } from '#newsroom/setup/create-starter-sections';
import { deleteDemoItems } from '#newsroom/setup/delete-demo-items';
import { DEMO_RESOURCES, type DemoResource } from '#newsroom/setup/demo';
import { database, sql } from '#platform/database';
import { removeFiles } from '#platform/files';

/** One transaction removes so many items. */
const STEP = 20;
/** A removal that has done nothing for so long was cut short, seconds: a step takes less than one. */
const ABANDONED_SECONDS = 120;

/** What of the demo was kept: stories that somebody has changed, by their headlines, and how much else is in use. */
export type KeptDemo = { stories: string[]; others: number };

/**
 * Removes the demo: what nobody has changed since it was loaded and nothing of the newspaper's own uses. What stays is
 * the newspaper's own from then on. In steps; cut short, it goes on where it was when it is asked for again. Readers'
 * pages are made anew once, in the end. Returns how many stories went and what was kept. Fails by value for somebody
 * who may not, and where there is no demo.
 */
export async function removeDemo(
  actor: Actor,
): Promise<Result<{ stories: number; kept: KeptDemo }, 'not-allowed' | 'not-found'>> {
  if (!may(actor, 'demo.remove')) return refuse('not-allowed', 'it');
  const stories = await database().demoItem.count({ where: { resource: 'story' } });
  const begun = await database().$executeRaw`
    INSERT INTO demo_item (resource, resource_id, made)
    SELECT 'removal', '', extract(epoch FROM now())::text WHERE EXISTS (SELECT FROM demo_item)
    ON CONFLICT (resource, resource_id) DO UPDATE SET made = excluded.made`;
  if (begun === 0) return refuse('not-found', 'demo');
  for (const resource of DEMO_RESOURCES) await removeAll(resource);
  await removeFilesOfDemo();
  const kept = await findKept(actor);
  await endRemoval(actor, { stories: stories - kept.stories.length, kept });
  return { ok: true, stories: stories - kept.stories.length, kept };
}

async function removeAll(resource: DemoResource): Promise<void> {
  for (let after = ''; ; ) {
    const step = await database().demoItem.findMany({
      where: { resource, resourceId: { gt: after } },
      orderBy: { resourceId: 'asc' },
      select: { resourceId: true },
      take: STEP,
    });
    const ids = step.map(({ resourceId }) => resourceId);
    if (ids.length === 0) return;
    await database().$transaction(
      async (transaction) => {
        await transaction.$queryRaw`SELECT set_config('portal.quiet', 'on', true)`;
        await deleteDemoItems(transaction, resource, ids);
        await transaction.$executeRaw`
          UPDATE demo_item SET made = extract(epoch FROM now())::text WHERE resource = 'removal'`;
      },
      { timeout: 60_000, maxWait: 10_000 },
    );
    after = String(ids.at(-1));
  }
}

/** Of pictures whose rows have gone, unless somebody has brought the same file again meanwhile. */
async function removeFilesOfDemo(): Promise<void> {
  const rows = await database().demoItem.findMany({ where: { resource: 'files' }, select: { resourceId: true } });
  for (const { resourceId: id } of rows) {
    if ((await database().picture.count({ where: { id } })) === 0) await removeFiles(id);
    await database().demoItem.deleteMany({ where: { resource: 'files', resourceId: id } });
  }
}

async function findKept({ language }: Actor): Promise<KeptDemo> {
  const stories = await database().$queryRaw<{ headline: string }[]>`
    SELECT (
      SELECT w.headline FROM article a JOIN working_copy w ON w.article_id = a.id
      WHERE a.story_id::text = resource_id ORDER BY a.language = ${language} DESC, a.language LIMIT 1
    ) AS headline
    FROM demo_item WHERE resource = 'story' AND demo_fingerprint(resource, resource_id) IS NOT NULL
    ORDER BY 1`;
  const [row] = await database().$queryRaw<{ others: number }[]>`
    SELECT count(*)::int AS others FROM demo_item
    WHERE resource NOT IN ('story', 'removal') AND demo_fingerprint(resource, resource_id) IS NOT NULL`;
  return { stories: stories.map(({ headline }) => headline), others: row?.others ?? 0 };
}

/** Forgets what was kept, and has readers' pages made anew. A newspaper without any section could begin no story. */
async function endRemoval(actor: Actor, { stories, kept }: { stories: number; kept: KeptDemo }): Promise<void> {
  await database().$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT set_config('portal.quiet', 'on', true)`;
    await createFirstSection(transaction);
    const detail = { stories, kept: kept.stories.join(', '), keptOthers: kept.others };
    await transaction.$executeRaw`
      WITH ended AS (
        DELETE FROM demo_item RETURNING resource
      ), announced AS (
        INSERT INTO outbox (concerns, keys) VALUES ('paper', '{everything}')
      )
      ${recordEvent(
        actor,
        'settings.demoRemoved',
        sql`SELECT 'settings', NULL, '', ${JSON.stringify(detail)}::jsonb FROM ended WHERE resource = 'removal'`,
      )}`;
  });
}

/**
 * Has readers' pages made anew after a removal of the demo that was cut short and may never be gone on with. Any process
 * may ask, at any time.
 */
export async function announceAbandonedRemoval(): Promise<void> {
  await database().$executeRaw`
    WITH abandoned AS (
      DELETE FROM demo_item
      WHERE resource = 'removal' AND made::double precision < extract(epoch FROM now()) - ${ABANDONED_SECONDS}::integer
      RETURNING resource
    )
    INSERT INTO outbox (concerns, keys) SELECT 'paper', '{everything}'::text[] FROM abandoned`;
}
