import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { RoleChoice } from '#components/staff/people/choice';
import { StaffForm } from '#components/staff/staff-form.island';
import type { Colleague } from '#newsroom/staff/colleague';

type Action = ComponentProps<typeof StaffForm>['action'];

export type AccessActions = {
  changeRoleAction: Action;
  setSuspendedAction: Action;
  createResetLinkAction: Action;
  resetTwoFactorAction: Action;
};

/** What an administrator can do with a colleague: role, suspension, a new password, a lost second step. */
export function AccessForms({
  colleague: { id, name, role, isSuspended, hasSecondFactor, hasPasskey },
  isMailed,
  actions: { changeRoleAction, setSuspendedAction, createResetLinkAction, resetTwoFactorAction },
}: {
  colleague: Colleague;
  /** Whether an email goes out, or the link is shown. */
  isMailed: boolean;
  actions: AccessActions;
}) {
  const t = useTranslations('people');
  return (
    <div className="grid gap-2 max-[47.99rem]:pt-2">
      <StaffForm action={changeRoleAction} seen={role}>
        <input type="hidden" name="id" value={id} />
        <div className="flex gap-2">
          <RoleChoice value={role} label={t('roleOf', { name })} isQuiet />
          <button type="submit" className="button" aria-label={t('saveRoleOf', { name })}>
            {t('save')}
          </button>
        </div>
      </StaffForm>
      <div className="flex flex-wrap gap-2">
        <StaffForm action={setSuspendedAction}>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="suspended" value={isSuspended ? 'no' : 'yes'} />
          <button
            type="submit"
            className={isSuspended ? 'button' : 'button button-danger'}
            aria-label={isSuspended ? t('restoreAccessNamed', { name }) : t('suspendNamed', { name })}
          >
            {isSuspended ? t('restoreAccess') : t('suspend')}
          </button>
        </StaffForm>
        {!isSuspended && (
          <StaffForm action={createResetLinkAction}>
            <input type="hidden" name="id" value={id} />
            <button
              type="submit"
              className="button"
              aria-label={isMailed ? t('sendResetLinkNamed', { name }) : t('createResetLinkNamed', { name })}
            >
              {isMailed ? t('sendResetLink') : t('createResetLink')}
            </button>
          </StaffForm>
        )}
        {(hasSecondFactor || hasPasskey) && (
          <StaffForm action={resetTwoFactorAction}>
            <input type="hidden" name="id" value={id} />
            <button type="submit" className="button button-danger" aria-label={t('resetTwoFactorNamed', { name })}>
              {t('resetTwoFactor')}
            </button>
          </StaffForm>
        )}
      </div>
    </div>
  );
}
