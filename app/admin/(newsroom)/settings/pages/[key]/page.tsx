import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { deletePageAction, savePageAction } from '#app/admin/(newsroom)/settings/actions';
import { readEditablePage } from '#app/admin/(newsroom)/settings/reads';
import { requireActor } from '#app/admin/gate';
import { DeletionForm } from '#components/staff/deletion-form';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { PageFields } from '#components/staff/settings/page-fields';
import { PageLanguages } from '#components/staff/settings/page-languages';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { StaffForm } from '#components/staff/staff-form.island';
import { pageTitle } from '#newsroom/settings/page';

type Props = { params: Promise<{ key: string }> };

async function find({ params }: Props) {
  const actor = await requireActor('settings.edit');
  const page = await readEditablePage((await params).key);
  if (!page) notFound();
  return { actor, page, title: pageTitle(page, actor.language) };
}

export async function generateMetadata(props: Props) {
  return { title: (await find(props)).title };
}

export default async function EditSitePage(props: Props) {
  const { actor, page, title } = await find(props);
  const t = await getTranslations();
  return (
    <NewsroomPage actor={actor} room="settings" title={title}>
      <SettingsTabs actor={actor} here="pages" />
      <PageLanguages page={page} />
      <StaffForm action={savePageAction} label={title} seen={page.changedAt.toISOString()} className="grid gap-4">
        <input type="hidden" name="key" value={page.key} />
        <PageFields texts={page.texts} />
        <label className="flex min-h-11 items-center gap-2">
          <input key={String(page.inFooter)} type="checkbox" name="inFooter" defaultChecked={page.inFooter} />{' '}
          {t('fields.inFooter')}
        </label>
        <button type="submit" className="button button-main justify-self-start">
          {t('settings.save')}
        </button>
      </StaffForm>
      <DeletionForm
        name="key"
        value={page.key}
        label={t('settings.pages.delete')}
        confirm={t('settings.pages.deleteConfirm')}
        action={deletePageAction}
      />
    </NewsroomPage>
  );
}
