import { getTranslations } from 'next-intl/server';
import { readTopics } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { AuditFilterForm } from '#components/staff/audit/audit-filter';
import { AuditLine } from '#components/staff/audit/audit-line';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { activityAddress } from '#i18n/admin-addresses';
import { parseAuditFilter, parseEntryId } from '#newsroom/audit/audit-filter';
import { readActors, readAuditEntries, readSiteSettings, readTagNames } from './reads.ts';

const ON_A_PAGE = 50;

export async function generateMetadata() {
  await requireActor('audit.read');
  return { title: (await getTranslations('audit'))('title') };
}

export default async function ActivityPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor('audit.read');
  const given = await searchParams;
  const filter = parseAuditFilter(given);
  const before = parseEntryId(given.before);
  const [{ entries, next }, actors, { timeZone }, { sections, authors }] = await Promise.all([
    readAuditEntries(actor, filter, { limit: ON_A_PAGE, ...(before && { before }) }),
    readActors(actor),
    readSiteSettings(actor.language),
    readTopics(actor.language),
  ]);
  const t = await getTranslations('audit');
  const named = (topics: { key: string; name: string }[]) => new Map(topics.map(({ key, name }) => [key, name]));
  const context = {
    language: actor.language,
    timeZone,
    names: { section: named(sections), tags: await readTagNames(entries, actor.language), authors: named(authors) },
  };
  return (
    <NewsroomPage actor={actor} room="activity" title={t('title')}>
      <AuditFilterForm filter={filter} actors={actors} />
      {filter.resourceId && (
        <p className="message mb-4">{t('onlyAbout', { title: entries[0]?.title || filter.resourceId })}</p>
      )}
      {entries.length === 0 && <p>{t('empty')}</p>}
      <ol>
        {entries.map((entry) => (
          <AuditLine key={entry.id} entry={entry} context={context} />
        ))}
      </ol>
      {next && (
        <a href={activityAddress({ ...filter, before: next })} className="button mt-4">
          {t('older')}
        </a>
      )}
    </NewsroomPage>
  );
}
