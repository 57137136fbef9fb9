import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { TextPane } from '#components/staff/articles/text-pane';
import { DeskPage } from '#components/staff/desk-page';
import { ArticleDesk } from '#components/staff/writing/article-desk.island';
import { ArticleForm } from '#components/staff/writing/article-form.island';
import { Conflict, LeftText } from '#components/staff/writing/conflict.island';
import { FollowBlocks } from '#components/staff/writing/follow-blocks.island';
import { SaveBar } from '#components/staff/writing/save-bar.island';
import { SourceText } from '#components/staff/writing/source-text';
import { editAddress } from '#i18n/desk-addresses';
import { admitted } from '../../../../gate.ts';
import { readTimeZone } from '../../../reads.ts';
import { catchUp } from '../actions.ts';
import { readArticle, readEditorPictures, readRights, readShareFrame, readSourceText } from '../reads.ts';

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
  const [t, messages, timeZone, pictures, shareFrame] = await Promise.all([
    getTranslations(),
    getMessages(),
    readTimeZone(article.language),
    readEditorPictures(article),
    readShareFrame(article),
  ]);
  const { edit } = readRights(actor, article);
  return (
    <DeskPage actor={actor} room="articles" title={t('beside.title')}>
      <a href={editAddress(article.id)} className="quiet -ml-2 underline">
        {t('revisions.back')}
      </a>
      <NextIntlClientProvider messages={{ writing: messages.writing }} timeZone={timeZone}>
        <ArticleDesk key={article.id} articleId={article.id} text={article.text} version={article.version} slug={article.slug}>
          <FollowBlocks />
          <div className="grid grid-cols-1 gap-8 desk:grid-cols-2">
            <section lang={article.source.language} className="source-pane" aria-label={t('beside.source')}>
              <SourceText now={texts.now} before={texts.before} />
            </section>
            <section aria-label={t('beside.translation')} className="grid min-w-0 grid-cols-1 content-start gap-4">
              {edit && <SaveBar timeZone={timeZone} />}
              {edit && article.source.isAhead && (
                <ArticleForm action={catchUp} label={t('acts.catchUp')}>
                  <p className="message message-trouble">{t('acts.sourceChanged')}</p>
                  <button type="submit" className="button">
                    {t('acts.catchUp')}
                  </button>
                </ArticleForm>
              )}
              <LeftText timeZone={timeZone} />
              <Conflict />
              <TextPane
                language={article.language}
                words={{ ...messages.editor, language: actor.language }}
                pictures={pictures}
                shareFrame={shareFrame}
                readOnly={!edit}
              />
            </section>
          </div>
        </ArticleDesk>
      </NextIntlClientProvider>
    </DeskPage>
  );
}
