import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { AddPasskey } from '#components/staff/account/add-passkey.island';
import { StaffForm } from '#components/staff/staff-form.island';
import { longDate } from '#i18n/dates';
import type { Language } from '#i18n/languages';

type Passkey = { id: string; name: string; createdAt: Date };

/** One's own passkeys, and a new one. */
export function PasskeySection({
  passkeys,
  email,
  shown,
  actions: { beginPasskey, keepPasskey, removePasskey },
}: {
  passkeys: Passkey[];
  email: string;
  shown: { language: Language; timeZone: string };
  actions: Pick<ComponentProps<typeof AddPasskey>, 'beginPasskey' | 'keepPasskey'> & {
    removePasskey: ComponentProps<typeof StaffForm>['action'];
  };
}) {
  const t = useTranslations('passkeys');
  return (
    <section className="grid gap-4">
      <h2 className="newsroom-heading">{t('heading')}</h2>
      <p>{t('note')}</p>
      {passkeys.length === 0 && <p>{t('none')}</p>}
      <ul className="grid gap-2">
        {passkeys.map(({ id, name, createdAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-2">
            <span>
              <b className="wrap-anywhere">{name || t('unnamed')}</b>{' '}
              <span className="text-soft">
                {t('added', { date: longDate(createdAt, shown.language, shown.timeZone) })}
              </span>
            </span>
            <StaffForm action={removePasskey}>
              <input type="hidden" name="id" value={id} />
              <button type="submit" className="button" aria-label={t('removeNamed', { name: name || t('unnamed') })}>
                {t('remove')}
              </button>
            </StaffForm>
          </li>
        ))}
      </ul>
      <AddPasskey
        beginPasskey={beginPasskey}
        keepPasskey={keepPasskey}
        email={email}
        words={{
          name: t('name'),
          password: t('password'),
          add: t('add'),
          failed: t('failed'),
          unsupported: t('unsupported'),
        }}
      />
    </section>
  );
}
