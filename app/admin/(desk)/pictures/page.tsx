import { getTranslations } from 'next-intl/server';
import { DeskPage } from '#components/staff/desk-page';
import { useIntakeWords } from '#components/staff/pictures/intake-words';
import { LibrarySearch } from '#components/staff/pictures/library-search';
import { PictureDrop } from '#components/staff/pictures/picture-drop.island';
import { PictureGrid } from '#components/staff/pictures/picture-grid';
import { PICTURES } from '#i18n/desk-addresses';
import { readLibraryCursor, writeLibraryCursor } from '#newsroom/media/library';
import { isTrouble, LIMITS } from '#newsroom/media/picture-file';
import { admitted } from '../../gate.ts';
import { readLibrary } from './reads.ts';

const LIMIT = 48;

export async function generateMetadata() {
  await admitted('picture.create');
  return { title: (await getTranslations('pictures'))('title') };
}

export default async function Library({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await admitted('picture.create');
  const t = await getTranslations('pictures');
  const asked = await searchParams;
  const text = typeof asked.q === 'string' ? asked.q.trim().slice(0, 100) : '';
  const unused = asked.unused === '1';
  const before = readLibraryCursor(String(asked.before));
  const { pictures, next } = await readLibrary(actor.language, { text, unused, limit: LIMIT, ...(before && { before }) });
  const older = new URLSearchParams({
    ...(text && { q: text }),
    ...(unused && { unused: '1' }),
    before: next ? writeLibraryCursor(next) : '',
  });
  return (
    <DeskPage actor={actor} room="pictures" title={t('title')}>
      <div className="grid gap-6">
        {isTrouble(asked.trouble) && (
          <p role="alert" className="message message-trouble">
            {t(`trouble.${asked.trouble}`, LIMITS)}
          </p>
        )}
        {asked.removed === '1' && (
          <p role="status" className="message">
            {t('removed')}
          </p>
        )}
        <Intake />
        <LibrarySearch text={text} unused={unused} />
        {pictures.length > 0 ? <PictureGrid pictures={pictures} /> : <p>{t(text || unused || before ? 'noneFound' : 'empty')}</p>}
        {next && (
          <a href={`${PICTURES}?${older}`} className="button justify-self-start">
            {t('older')}
          </a>
        )}
      </div>
    </DeskPage>
  );
}

function Intake() {
  return <PictureDrop words={useIntakeWords()} />;
}
