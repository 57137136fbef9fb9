import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { markCurrentAction, scheduleAction } from '#app/admin/(newsroom)/articles/[id]/actions';
import {
  readArticle,
  readEditorPictures,
  readPlaceholderWords,
  readRights,
  readShareFrame,
  readSourceText,
} from '#app/admin/(newsroom)/articles/[id]/reads';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { CatchUpForm } from '#components/staff/articles/catch-up-form';
import { PublicationLine } from '#components/staff/articles/publication-line';
import { TextPane } from '#components/staff/articles/text-pane';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { ArticleScreen } from '#editor/article/article-screen.island.tsx';
import { SaveBar } from '#editor/article/save-bar.island.tsx';
import { SideBySideRows } from '#editor/side-by-side/side-by-side-rows.island.tsx';
import { SourceText } from '#editor/side-by-side/source-text.tsx';
import { editAddress } from '#i18n/admin-addresses';
import { readSourcePictures } from './reads.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  await requireActor('article.read');
  const t = await getTranslations('sideBySide');
  return { title: t('title') };
}

export default async function SideBySidePage({ params }: Props) {
  const actor = await requireActor('article.read');
  const article = await readArticle(actor, (await params).id);
  const texts = article && (await readSourceText(actor, article));
  if (!article?.source || !texts || article.removedAt) notFound();
  const [t, messages, timeZone, pictures, shareFrame, sourcePictures, placeholderWords] = await Promise.all([
    getTranslations(),
    getMessages(),
    readTimeZone(article.language),
    readEditorPictures(article),
    readShareFrame(article),
    readSourcePictures(texts.now, article.source.language),
    readPlaceholderWords(),
  ]);
  const { edit, publish } = readRights(actor, article);
  return (
    <NewsroomPage actor={actor} room="articles" title={t('sideBySide.title')}>
      <a href={editAddress(article.id)} className="quiet -ml-2 underline">
        {t('editArticle.back')}
      </a>
      <NextIntlClientProvider
        messages={{
          articleText: messages.articleText,
          saving: messages.saving,
          difference: messages.difference,
          forms: messages.forms,
        }}
        timeZone={timeZone}
      >
        <ArticleScreen
          key={article.id}
          articleId={article.id}
          text={article.text}
          version={article.version}
          slug={article.slug}
        >
          <SideBySideRows
            label={{ source: t('sideBySide.source'), translation: t('sideBySide.translation') }}
            source={
              <SourceText
                now={texts.now}
                before={texts.before}
                language={article.source.language}
                pictures={sourcePictures}
              />
            }
            translation={
              <>
                {edit && (
                  <SaveBar timeZone={timeZone}>
                    <PublicationLine
                      article={article}
                      language={actor.language}
                      timeZone={timeZone}
                      scheduleAction={publish ? scheduleAction : null}
                    />
                  </SaveBar>
                )}
                {edit && <CatchUpForm isAhead={article.source.isAhead} action={markCurrentAction} />}
                <TextPane
                  language={article.language}
                  timeZone={timeZone}
                  texts={{ ...messages.editor, language: actor.language }}
                  pictures={pictures}
                  shareFrame={shareFrame}
                  source={{ ...texts.now, language: article.source.language }}
                  placeholderWords={placeholderWords}
                  readOnly={!edit}
                />
              </>
            }
          />
        </ArticleScreen>
      </NextIntlClientProvider>
    </NewsroomPage>
  );
}
