import { getTranslations } from 'next-intl/server';
import { guestLocale } from '#app/admin/gate';
import { Field } from '#components/staff/field';
import { SignInLayout } from '#components/staff/sign-in-layout';
import { StaffForm } from '#components/staff/staff-form.island';
import { NEWSROOM_LANGUAGES } from '#i18n/languages';
import type { Entry } from '#newsroom/staff/token-link';
import { PASSWORD_LENGTH } from '#platform/authentication';
import { enter } from './actions.ts';
import { readTokenLink } from './reads.ts';

type Props = { params: Promise<{ token: string }> };

const TITLES = { owner: 'ownerTitle', invitation: 'invitedTitle', password: 'passwordTitle' } as const;

export async function generateMetadata({ params }: Props) {
  await guestLocale();
  const t = await getTranslations('accountLink');
  const entry = await readTokenLink((await params).token);
  return { title: t(entry ? TITLES[entry.kind] : 'expiredTitle') };
}

export default async function AccountLinkPage({ params }: Props) {
  const language = await guestLocale();
  const { token } = await params;
  const entry = await readTokenLink(token);
  const t = await getTranslations('accountLink');
  if (!entry) {
    return (
      <SignInLayout title={t('expiredTitle')}>
        <p className="message message-trouble">{t('errors.not-found')}</p>
      </SignInLayout>
    );
  }
  return (
    <SignInLayout title={t(TITLES[entry.kind])}>
      <EntryForm token={token} entry={entry} language={language} />
    </SignInLayout>
  );
}

async function EntryForm({ token, entry, language }: { token: string; entry: Entry; language: string }) {
  const t = await getTranslations();
  return (
    <>
      {entry.kind === 'owner' && <p>{t('accountLink.ownerNote')}</p>}
      {entry.kind === 'invitation' && <p>{t('accountLink.invitedNote', { role: t(`roles.${entry.role}`) })}</p>}
      <StaffForm action={enter} className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        {entry.kind !== 'password' && (
          <Field label={t('accountLink.name')} name="name" autoComplete="name" maxLength={100} required />
        )}
        {entry.kind === 'owner' ? (
          <Field
            label={t('accountLink.email')}
            name="email"
            type="email"
            autoComplete="username"
            maxLength={320}
            required
          />
        ) : (
          <Field
            label={t('accountLink.email')}
            name="email"
            type="email"
            autoComplete="username"
            readOnly
            value={entry.email}
          />
        )}
        {entry.kind !== 'password' && (
          <label className="field">
            <span>{t('accountLink.language')}</span>
            <select
              name="language"
              className="input"
              defaultValue={entry.kind === 'invitation' ? entry.language : language}
            >
              {NEWSROOM_LANGUAGES.map(({ code, name }) => (
                <option key={code} value={code} lang={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <Field
          label={t('accountLink.password')}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={PASSWORD_LENGTH.min}
          maxLength={PASSWORD_LENGTH.max}
          hint={t('accountLink.passwordHint', { min: PASSWORD_LENGTH.min })}
          required
        />
        <button type="submit" className="button button-main">
          {entry.kind === 'password' ? t('accountLink.setPassword') : t('accountLink.createAccount')}
        </button>
      </StaffForm>
    </>
  );
}
