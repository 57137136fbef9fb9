import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { InvitationForm } from '#components/staff/people/invitation-form';
import { InvitationList } from '#components/staff/people/invitation-list';
import { StaffList } from '#components/staff/people/staff-list';
import { hasMail } from '#platform/mail';
import {
  changeRoleAction,
  createResetLinkAction,
  inviteAction,
  resetTwoFactorAction,
  revokeInvitationAction,
  setSuspendedAction,
} from './actions.ts';
import { readPeople } from './reads.ts';

export async function generateMetadata() {
  await requireActor('people.edit');
  const t = await getTranslations('people');
  return { title: t('title') };
}

export default async function PeoplePage() {
  const actor = await requireActor('people.edit');
  const t = await getTranslations('people');
  const { colleagues, invitations, timeZone } = await readPeople(actor);
  const shown = { language: actor.language, timeZone };
  return (
    <NewsroomPage actor={actor} room="people" title={t('title')}>
      <div className="grid gap-8">
        <StaffList
          colleagues={colleagues}
          own={actor.id}
          isMailed={hasMail()}
          shown={shown}
          actions={{ changeRoleAction, setSuspendedAction, createResetLinkAction, resetTwoFactorAction }}
        />
        <div className="grid items-start gap-8 min-[48rem]:grid-cols-2">
          <InvitationForm action={inviteAction} language={actor.language} isMailed={hasMail()} />
          <InvitationList invitations={invitations} shown={shown} revokeInvitationAction={revokeInvitationAction} />
        </div>
      </div>
    </NewsroomPage>
  );
}
