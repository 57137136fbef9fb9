import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readImportedText, readSite } from '#app/admin/(preview)/reads';
import { requireActor } from '#app/admin/gate';
import { StoryBody } from '#components/article/story-body';
import { importAddress } from '#i18n/admin-addresses';
import { ReaderDocument } from '../../../../../../reader-document.tsx';

type Props = { params: Promise<{ id: string; position: string }> };

async function find({ params }: Props) {
  const actor = await requireActor('transfer.import');
  const { id, position } = await params;
  const found = await readImportedText(id, position);
  if (!found) notFound();
  return { actor, found, id: Number(id) };
}

export async function generateMetadata(props: Props) {
  return { title: (await find(props)).found.title };
}

/** A text of an import beside what it becomes. */
export default async function ImportPreview(props: Props) {
  const { actor, found, id } = await find(props);
  const { settings } = await readSite(found.language);
  const t = await getTranslations({ locale: actor.language, namespace: 'import' });
  const spoken = { lang: actor.language };
  return (
    <ReaderDocument language={found.language} settings={settings}>
      <main className="page import-preview">
        <p {...spoken}>
          <a href={importAddress(id)} className="underline">
            {t('preview.back')}
          </a>
        </p>
        <h1 className="text-title">{found.title}</h1>
        <div className="import-preview-columns">
          <section className="min-w-0">
            <h2 {...spoken}>{t('preview.source')}</h2>
            <pre>{found.source}</pre>
          </section>
          <section className="min-w-0">
            <h2 {...spoken}>{t('preview.becomes')}</h2>
            <p {...spoken} className="text-small text-soft">
              {t('preview.noPictures')}
            </p>
            {found.standfirst && <p className="font-semibold">{found.standfirst}</p>}
            <div className="story-text">
              <StoryBody body={found.body} pictures={new Map()} />
            </div>
            {found.leftOut.length > 0 && (
              <>
                <h2 {...spoken}>{t('preview.leftOut')}</h2>
                <ul>
                  {found.leftOut.map(({ what, words, excerpt }, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: what is left out has no names, and does not move.
                    <li key={index}>
                      {what} ({words}): {excerpt}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
        </div>
      </main>
    </ReaderDocument>
  );
}
