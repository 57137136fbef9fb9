import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { PurgeState, type Shown } from '#components/staff/cdn/purge-state';
import { DeletionForm } from '#components/staff/deletion-form';
import { StaffForm } from '#components/staff/staff-form.island';
import { CDNS, type Cdn } from '#newsroom/purges/cdns';
import type { ListedPurgeTarget } from '#newsroom/purges/list-purge-targets';

type Action = ComponentProps<typeof StaffForm>['action'];

/** A CDN: whether it is told what has changed, how that went, and what it needs to know. */
export function CdnSection({
  cdn,
  target,
  shown,
  actions,
  children,
}: {
  cdn: Cdn;
  target: ListedPurgeTarget | undefined;
  shown: Shown;
  actions: { save: Action; test: Action; remove: ComponentProps<typeof DeletionForm>['action'] };
  children: ReactNode;
}) {
  const t = useTranslations('cdn');
  const name = CDNS[cdn];
  return (
    <section className="mt-6 grid gap-3" aria-label={name}>
      <h2 className="newsroom-heading">{name}</h2>
      {target ? (
        <PurgeState target={target} shown={shown} />
      ) : (
        <p>
          <span className="state">{t('off')}</span>
        </p>
      )}
      <StaffForm action={actions.save} label={name} className="grid max-w-2xl gap-4" seen={target?.version ?? 0}>
        {children}
        <button type="submit" className="button button-main justify-self-start">
          {target ? t('save') : t('begin')}
        </button>
      </StaffForm>
      {target && (
        <>
          <StaffForm action={actions.test} label={t('testOf', { name })}>
            <input type="hidden" name="key" value={cdn} />
            <button type="submit" className="button">
              {t('test')}
            </button>
          </StaffForm>
          <DeletionForm
            name="key"
            value={cdn}
            label={t('remove', { name })}
            confirm={t('removeConfirm')}
            action={actions.remove}
          />
        </>
      )}
    </section>
  );
}
