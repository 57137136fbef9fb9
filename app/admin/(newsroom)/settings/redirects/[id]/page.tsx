import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { changeRedirectAction, deleteRedirectAction } from '#app/admin/(newsroom)/settings/redirects/actions';
import { readRedirect } from '#app/admin/(newsroom)/settings/redirects/reads';
import { requireActor } from '#app/admin/gate';
import { DeletionForm } from '#components/staff/deletion-form';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { DestinationFields } from '#components/staff/redirects/destination-fields';
import { RedirectTabs } from '#components/staff/redirects/redirect-tabs';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { StaffForm } from '#components/staff/staff-form.island';

type Props = { params: Promise<{ id: string }> };

async function find({ params }: Props) {
  const actor = await requireActor('redirect.edit');
  const { id } = await params;
  const redirect = /^[1-9]\d{0,8}$/.test(id) ? await readRedirect(Number(id)) : null;
  if (!redirect) notFound();
  return { actor, redirect };
}

export async function generateMetadata(props: Props) {
  const { redirect } = await find(props);
  return { title: (await getTranslations('redirects'))('edit', { address: redirect.address }) };
}

export default async function EditRedirect(props: Props) {
  const { actor, redirect } = await find(props);
  const t = await getTranslations('redirects');
  const title = t('edit', { address: redirect.address });
  return (
    <NewsroomPage actor={actor} room="settings" title={title}>
      <SettingsTabs actor={actor} here="redirects" />
      <RedirectTabs here="list" />
      <StaffForm
        action={changeRedirectAction}
        label={title}
        seen={redirect.version}
        className="grid max-w-2xl justify-items-start gap-4 *:w-full"
      >
        <input type="hidden" name="id" value={redirect.id} />
        <DestinationFields to={redirect.location} isGone={redirect.status === 410} />
        <button type="submit" className="button button-main w-auto!">
          {t('save')}
        </button>
      </StaffForm>
      <DeletionForm
        name="id"
        value={redirect.id}
        label={t('delete')}
        confirm={t('deleteConfirm')}
        action={deleteRedirectAction}
      />
    </NewsroomPage>
  );
}
