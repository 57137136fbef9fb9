import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { deletePictureAction, savePictureTextsAction } from '#app/admin/(newsroom)/pictures/actions';
import { readLibraryEntry } from '#app/admin/(newsroom)/pictures/reads';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { FocusField } from '#components/staff/pictures/focus-field';
import { PictureFacts } from '#components/staff/pictures/picture-facts';
import { PictureTextFields } from '#components/staff/pictures/picture-text-fields';
import { RemoveForm } from '#components/staff/pictures/remove-form';
import { UseList } from '#components/staff/pictures/use-list';
import { StaffForm } from '#components/staff/staff-form.island';
import { PICTURES } from '#i18n/admin-addresses';
import { may } from '#newsroom/permissions/permissions';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ came?: string; still?: string }> };

async function ask({ params }: Props) {
  const actor = await requireActor('picture.create');
  const entry = await readLibraryEntry(actor, (await params).id);
  if (!entry) notFound();
  const t = await getTranslations('pictures.details');
  return { actor, entry, t, title: t('title', { name: entry.fileName || entry.key }) };
}

export async function generateMetadata(props: Props) {
  return { title: (await ask(props)).title };
}

export default async function PicturePage(props: Props) {
  const { actor, entry, t, title } = await ask(props);
  const { came, still } = await props.searchParams;
  const mayEdit = may(actor, 'picture.edit', { createdById: entry.addedById });
  return (
    <NewsroomPage
      actor={actor}
      room="pictures"
      title={title}
      tools={
        <a href={PICTURES} className="quiet underline">
          {t('back')}
        </a>
      }
    >
      <div className="grid gap-6">
        {(came === 'new' || came === 'known') && (
          <p role="status" className="message">
            {t(`uploaded.${came}`)} {still === '1' && t('uploaded.still')}
          </p>
        )}
        <PictureFacts entry={entry} timeZone={await readTimeZone(actor.language)} />
        <StaffForm action={savePictureTextsAction} seen={entry.version} className="grid gap-6">
          <input type="hidden" name="id" value={entry.id} />
          <fieldset disabled={!mayEdit} className="grid gap-6">
            <FocusField entry={entry} />
            <PictureTextFields words={entry.words} />
            {mayEdit && (
              <button type="submit" className="button button-main justify-self-start">
                {t('save')}
              </button>
            )}
          </fieldset>
        </StaffForm>
        <UseList uses={entry.uses} />
        {may(actor, 'picture.remove') && <RemoveForm id={entry.id} action={deletePictureAction} />}
      </div>
    </NewsroomPage>
  );
}
