import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { readTimeZone, readTopics } from '#app/admin/(newsroom)/reads';
import { dismissVersionAction } from '#app/admin/(newsroom)/wire/actions';
import { requireActor } from '#app/admin/gate';
import { AddressPanel } from '#components/staff/articles/address-panel';
import { ChannelsPanel } from '#components/staff/articles/channels-panel';
import { LanguagesPanel } from '#components/staff/articles/languages-panel';
import { NotesPanel } from '#components/staff/articles/notes-panel';
import { OrganizePanel } from '#components/staff/articles/organize-panel';
import { PreviewPanel } from '#components/staff/articles/preview-panel';
import { PublicationLine } from '#components/staff/articles/publication-line';
import { PublicationPanel } from '#components/staff/articles/publication-panel';
import { PushPanel } from '#components/staff/articles/push-panel';
import { StatusLabel } from '#components/staff/articles/status-label';
import { TextPane } from '#components/staff/articles/text-pane';
import { WorkflowPanel } from '#components/staff/articles/workflow-panel';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { WireNotes } from '#components/staff/wire/wire-notes';
import { ArticleScreen } from '#editor/article/article-screen.island.tsx';
import { SaveBar } from '#editor/article/save-bar.island.tsx';
import { liveDeskAddress } from '#i18n/admin-addresses';
import { isPending } from '#newsroom/editing/working-copy';
import { now } from '#platform/clock';
import * as actions from './actions.ts';
import {
  readArticle,
  readChannels,
  readEditorPictures,
  readPlaceholderWords,
  readPreviewCount,
  readPushes,
  readRights,
  readShareFrame,
  readSourceText,
  readWireOrigins,
} from './reads.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  const actor = await requireActor('article.read');
  const article = await readArticle(actor, (await params).id);
  return { title: article?.text.headline || (await getTranslations('newsroom'))('untitled') };
}

export default async function EditArticlePage({ params }: Props) {
  const actor = await requireActor('article.read');
  const article = await readArticle(actor, (await params).id);
  if (!article || article.removedAt) notFound();
  const [t, messages, topics, timeZone, pictures, shareFrame, source, previews, placeholderWords, origins] =
    await Promise.all([
      getTranslations(),
      getMessages(),
      readTopics(actor.language),
      readTimeZone(article.language),
      readEditorPictures(article),
      readShareFrame(article),
      readSourceText(actor, article),
      readPreviewCount(article.id),
      readPlaceholderWords(),
      readWireOrigins(article.id),
    ]);
  const [channels, pushes] = await Promise.all([readChannels(actor, article.id), readPushes(actor, article.id)]);
  const rights = readRights(actor, article);
  return (
    <NewsroomPage
      actor={actor}
      room="articles"
      title={article.text.headline || t('newsroom.untitled')}
      tools={
        <>
          {rights.live && (
            <a href={liveDeskAddress(article.storyId, { language: article.language })} className="button button-main">
              {t('liveDesk.open')}
            </a>
          )}
          <StatusLabel article={article} />
        </>
      }
    >
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
          <WireNotes
            articleId={article.id}
            origins={origins}
            mayEdit={rights.edit}
            now={now()}
            language={actor.language}
            timeZone={timeZone}
            action={dismissVersionAction}
          />
          <div className="gap-x-10 desk:grid desk:grid-cols-[minmax(0,1fr)_20rem]">
            <div className="min-w-0">
              {rights.edit ? (
                <SaveBar timeZone={timeZone}>
                  <PublicationLine
                    article={article}
                    language={actor.language}
                    timeZone={timeZone}
                    scheduleAction={rights.publish ? actions.scheduleAction : null}
                  />
                </SaveBar>
              ) : (
                <p className="message mb-4">{t('articleText.readOnly')}</p>
              )}
              <div className="mt-4 grid grid-cols-1 gap-4">
                <TextPane
                  language={article.language}
                  timeZone={timeZone}
                  texts={{ ...messages.editor, language: actor.language }}
                  pictures={pictures}
                  shareFrame={shareFrame}
                  source={article.source && source && { ...source.now, language: article.source.language }}
                  placeholderWords={placeholderWords}
                  readOnly={!rights.edit}
                />
              </div>
            </div>
            <div className="mt-8 desk:mt-0">
              {(rights.submit || rights.approve) && (article.state !== 'published' || isPending(article)) && (
                <WorkflowPanel
                  article={article}
                  language={actor.language}
                  timeZone={timeZone}
                  mayApprove={rights.approve}
                  action={actions.changeWorkflowAction}
                />
              )}
              {rights.publish && (
                <PublicationPanel
                  article={article}
                  timeZone={timeZone}
                  mayDeclareBreaking={rights.declareBreaking}
                  actions={actions}
                />
              )}
              <LanguagesPanel article={article} mayTranslate={rights.translate} actions={actions} />
              <PreviewPanel
                article={article}
                links={previews}
                mayShare={rights.share}
                mayRemove={rights.remove}
                actions={actions}
              />
              {channels.length > 0 && (
                <ChannelsPanel
                  channels={channels}
                  shown={{ language: actor.language, timeZone }}
                  maySettle={rights.settle}
                  action={actions.saveChannelTextAction}
                />
              )}
              {pushes && (
                <PushPanel articles={pushes} shown={{ language: actor.language, timeZone }} actions={actions} />
              )}
              {rights.file && (
                <OrganizePanel
                  article={article}
                  lead={(article.leadId && pictures[article.leadId]) || null}
                  topics={topics}
                  action={actions.organizeAction}
                />
              )}
              {rights.rename && <AddressPanel article={article} action={actions.changeSlugAction} />}
              {rights.note && article.state === 'published' && <NotesPanel action={actions.addNoteAction} />}
            </div>
          </div>
        </ArticleScreen>
      </NextIntlClientProvider>
    </NewsroomPage>
  );
}
