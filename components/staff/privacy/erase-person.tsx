import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/staff/field';
import { StaffForm } from '#components/staff/staff-form.island';
import { PERSONAL_DATA, PERSONAL_KINDS, type PersonalKind } from '#newsroom/privacy/kinds';

/** Kinds of which something stays, for which it is said what. */
type StayingKind = {
  [Kind in PersonalKind]: (typeof PERSONAL_DATA)[Kind] extends 'anonymous' | 'stays' ? Kind : never;
}[PersonalKind];

const isStaying = (kind: PersonalKind): kind is StayingKind =>
  PERSONAL_DATA[kind] === 'anonymous' || PERSONAL_DATA[kind] === 'stays';

/** What is removed, what is made anonymous and what stays and why; then, with one's own password, it is done. */
export function ErasePerson({
  person,
  counts,
  isOwn,
  backupDays,
  action,
}: {
  /** The address, sealed. */
  person: string;
  counts: ReadonlyMap<PersonalKind, number>;
  /** Whether it is whoever looks. */
  isOwn: boolean;
  backupDays: number | null;
  action: ComponentProps<typeof StaffForm>['action'];
}) {
  const t = useTranslations('privacy.erase');
  return (
    <section className="max-w-2xl">
      <h2 className="newsroom-heading">{t('title')}</h2>
      {isOwn && <p>{t('own')}</p>}
      {!isOwn && (
        <StaffForm action={action} label={t('title')} className="grid justify-items-start gap-4">
          {counts.size > 0 && (
            <>
              <p>{t('intro')}</p>
              <Outcomes counts={counts} />
              <p>
                {t('beyond')} {backupDays !== null && t('backups', { days: backupDays })}
              </p>
              <input type="hidden" name="person" value={person} />
              <Field
                label={t('password')}
                name="password"
                type="password"
                autoComplete="current-password"
                maxLength={1_000}
                required
              />
              <label className="flex min-h-11 items-center gap-2">
                <input type="checkbox" name="sure" value="yes" required /> {t('confirm')}
              </label>
              <button type="submit" className="button button-danger">
                {t('submit')}
              </button>
            </>
          )}
        </StaffForm>
      )}
    </section>
  );
}

function Outcomes({ counts }: { counts: ReadonlyMap<PersonalKind, number> }) {
  const t = useTranslations('privacy');
  return (['removed', 'anonymous', 'stays'] as const).map((outcome) => {
    const kinds = PERSONAL_KINDS.filter((kind) => counts.has(kind) && PERSONAL_DATA[kind] === outcome);
    if (kinds.length === 0) return null;
    return (
      <div key={outcome}>
        <h3 className="font-semibold">{t(`erase.${outcome}`)}</h3>
        <ul className="list-disc pl-5">
          {kinds.map((kind) => (
            <li key={kind}>
              {t(`kinds.${kind}.title`)}
              {isStaying(kind) && <span className="field-hint">{t(`erase.after.${kind}`)}</span>}
            </li>
          ))}
        </ul>
      </div>
    );
  });
}
