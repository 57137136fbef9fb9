import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { LibrarySearch } from '#components/staff/pictures/library-search';
import { PictureDrop } from '#components/staff/pictures/picture-drop.island';
import { PictureGrid } from '#components/staff/pictures/picture-grid';
import { useUploadTexts } from '#components/staff/pictures/upload-texts';
import { PICTURES } from '#i18n/admin-addresses';
import { readLibraryCursor, writeLibraryCursor } from '#newsroom/media/library';
import { isProblem, LIMITS } from '#newsroom/media/picture-file';
import { readLibrary } from './reads.ts';

const LIMIT = 48;

export async function generateMetadata() {
  await requireActor('picture.create');
  return { title: (await getTranslations('pictures'))('title') };
}

export default async function Library({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor('picture.create');
  const t = await getTranslations('pictures');
  const asked = await searchParams;
  const text = typeof asked.q === 'string' ? asked.q.trim().slice(0, 100) : '';
  const unused = asked.unused === '1';
  const before = readLibraryCursor(String(asked.before));
  const { pictures, next } = await readLibrary(actor.language, {
    text,
    unused,
    limit: LIMIT,
    ...(before && { before }),
  });
  const older = new URLSearchParams({
    ...(text && { q: text }),
    ...(unused && { unused: '1' }),
    before: next ? writeLibraryCursor(next) : '',
  });
  return (
    <NewsroomPage actor={actor} room="pictures" title={t('title')}>
      <div className="grid gap-6">
        {isProblem(asked.trouble) && (
          <p role="alert" className="message message-trouble">
            {t(`errors.${asked.trouble}`, LIMITS)}
          </p>
        )}
        {asked.removed === '1' && (
          <p role="status" className="message">
            {t('deleted')}
          </p>
        )}
        <Intake />
        <LibrarySearch text={text} unused={unused} />
        {pictures.length > 0 ? (
          <PictureGrid pictures={pictures} />
        ) : (
          <p>{t(text || unused || before ? 'noneMatch' : 'empty')}</p>
        )}
        {next && (
          <a href={`${PICTURES}?${older}`} className="button justify-self-start">
            {t('older')}
          </a>
        )}
      </div>
    </NewsroomPage>
  );
}

function Intake() {
  return <PictureDrop words={useUploadTexts()} />;
}
