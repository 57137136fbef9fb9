import { useTranslations } from 'next-intl';
import { PERSONAL_KINDS, type PersonalKind } from '#newsroom/privacy/kinds';

/** Where imported files lie in the folder of data. */
const IMPORTS_FOLDER = 'imports';

/**
 * Which personal data is kept, where, why and for how long. `backupDays` is null where no backups are planned;
 * `activityYears` is how long the activity log is kept.
 */
export function KindList({
  tables,
  backupDays,
  activityYears,
}: {
  tables: ReadonlyMap<PersonalKind, readonly string[]>;
  backupDays: number | null;
  activityYears: number;
}) {
  const t = useTranslations('privacy');
  const values = { folder: IMPORTS_FOLDER, days: backupDays ?? 0, years: activityYears };
  const kept = (kind: PersonalKind) =>
    kind === 'backups' && backupDays === null ? t('noBackups') : t(`kinds.${kind}.kept`, values);
  return (
    <section>
      <h2 className="newsroom-heading">{t('list.title')}</h2>
      <ul>
        {PERSONAL_KINDS.map((kind) => (
          <li key={kind} className="grid gap-x-6 gap-y-1 border-rule border-b py-3 tablet:grid-cols-2">
            <div>
              <h3 className="font-semibold">{t(`kinds.${kind}.title`)}</h3>
              <p>{t(`kinds.${kind}.what`, values)}</p>
            </div>
            <dl className="grid grid-cols-[auto_1fr] content-start gap-x-3 text-small">
              <dt className="text-soft">{t('list.why')}</dt>
              <dd>{t(`kinds.${kind}.why`)}</dd>
              <dt className="text-soft">{t('list.kept')}</dt>
              <dd>{kept(kind)}</dd>
              <dt className="text-soft">{t('list.where')}</dt>
              <dd className="min-w-0 [overflow-wrap:anywhere]">{tables.get(kind)?.join(', ') ?? t('list.none')}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
