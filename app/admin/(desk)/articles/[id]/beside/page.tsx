import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { CatchUpForm } from '#components/staff/articles/catch-up-form';
import { TextPane } from '#components/staff/articles/text-pane';
import { DeskPage } from '#components/staff/desk-page';
import { ArticleDesk } from '#components/staff/writing/article-desk.island';
import { BesideRows } from '#components/staff/writing/beside-rows.island';
import { SaveBar } from '#components/staff/writing/save-bar.island';
import { SourceText } from '#components/staff/writing/source-text';
import { editAddress } from '#i18n/desk-addresses';
import { admitted } from '../../../../gate.ts';
import { readTimeZone } from '../../../reads.ts';
import { catchUp } from '../actions.ts';
import { readArticle, readEditorPictures, readRights, readShareFrame, readSourceText } from '../reads.ts';
import { readSourcePictures } from './reads.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  await admitted('article.read');
  const t = await getTranslations('beside');
  return { title: t('title') };
}

export default async function BesidePage({ params }: Props) {
  const actor = await admitted('article.read');
  const article = await readArticle(actor, (await params).id);
  const texts = article && (await readSourceText(actor, article));
  if (!article?.source || !texts || article.removedAt) notFound();
  const [t, messages, timeZone, pictures, shareFrame, sourcePictures] = await Promise.all([
    getTranslations(),
    getMessages(),
    readTimeZone(article.language),
    readEditorPictures(article),
    readShareFrame(article),
    readSourcePictures(texts.now, article.source.language),
  ]);
  const { edit } = readRights(actor, article);
  return (
    <DeskPage actor={actor} room="articles" title={t('beside.title')}>
      <a href={editAddress(article.id)} className="quiet -ml-2 underline">
        {t('revisions.back')}
      </a>
      <NextIntlClientProvider messages={{ writing: messages.writing }} timeZone={timeZone}>
        <ArticleDesk key={article.id} articleId={article.id} text={article.text} version={article.version} slug={article.slug}>
          <BesideRows
            label={{ source: t('beside.source'), translation: t('beside.translation') }}
            source={<SourceText now={texts.now} before={texts.before} language={article.source.language} pictures={sourcePictures} />}
            translation={
              <>
                {edit && <SaveBar timeZone={timeZone} />}
                {edit && <CatchUpForm isAhead={article.source.isAhead} action={catchUp} />}
                <TextPane
                  language={article.language}
                  timeZone={timeZone}
                  words={{ ...messages.editor, language: actor.language }}
                  pictures={pictures}
                  shareFrame={shareFrame}
                  readOnly={!edit}
                />
              </>
            }
          />
        </ArticleDesk>
      </NextIntlClientProvider>
    </DeskPage>
  );
}
