import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { StaffForm } from '#components/staff/staff-form.island';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { ListedToken } from '#newsroom/api/token';
import { isScope } from '#newsroom/permissions/scopes';

type Shown = { language: Language; timeZone: string };
type Action = ComponentProps<typeof StaffForm>['action'];

/** Tokens, each with what it may do and when it was used; valid ones can be revoked. */
export function TokenList({ tokens, shown, action }: { tokens: ListedToken[]; shown: Shown; action: Action }) {
  return (
    <ul className="grid gap-6">
      {tokens.map((token) => (
        <li key={token.id} className="border-rule border-b pb-4">
          <Token token={token} shown={shown} />
          <Revocation token={token} action={action} />
        </li>
      ))}
    </ul>
  );
}

function Token({ token, shown }: { token: ListedToken; shown: Shown }) {
  const t = useTranslations('apiTokens');
  const time = (at: Date) => dateAndTime(at, shown.language, shown.timeZone);
  const { name, hint, scopes, createdAt, createdBy, lastUsedAt, expiresAt, isExpired, revokedAt } = token;
  const may = scopes.map((scope) => (isScope(scope) ? t(`scopes.${scope}`) : t('unknownScope', { scope })));
  return (
    <>
      <h2 className="newsroom-heading [overflow-wrap:anywhere]">
        {name} {revokedAt && <span className="state">{t('isRevoked')}</span>}
        {!revokedAt && isExpired && <span className="state">{t('isExpired')}</span>}
      </h2>
      <p className="text-soft">{t('begins', { hint })}</p>
      <p>
        {t('may')}: {may.join('; ')}
      </p>
      <p className="text-small text-soft">
        {t('createdBy')}: {time(createdAt)}
        {createdBy && `, ${createdBy}`} · {t('lastUsed')}: {lastUsedAt ? time(lastUsedAt) : t('never')} ·{' '}
        {t('validUntil')}: {expiresAt ? time(expiresAt) : t('always')}
      </p>
    </>
  );
}

/** The form stays when there is nothing to revoke any more: it says what came of it. */
function Revocation({ token: { id, name, revokedAt, isExpired }, action }: { token: ListedToken; action: Action }) {
  const t = useTranslations('apiTokens');
  const label = t('revokeOf', { name });
  return (
    <StaffForm action={action} label={label}>
      {!revokedAt && !isExpired && (
        <details>
          <summary className="inline-flex min-h-11 cursor-pointer items-center underline">{label}</summary>
          <input type="hidden" name="id" value={id} />
          <label className="mb-2 flex min-h-11 items-center gap-2">
            <input type="checkbox" name="sure" value="yes" required /> {t('revokeConfirm')}
          </label>
          <button type="submit" className="button button-danger">
            {t('revoke')}
          </button>
        </details>
      )}
    </StaffForm>
  );
}
