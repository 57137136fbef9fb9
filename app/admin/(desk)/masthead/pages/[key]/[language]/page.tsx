import { notFound } from 'next/navigation';
import { getMessages, getTranslations } from 'next-intl/server';
import { DeskPage } from '#components/staff/desk-page';
import { MastheadTabs } from '#components/staff/masthead/masthead-tabs';
import { PageText } from '#components/staff/masthead/page-text';
import { isLanguage, languageOf } from '#i18n/languages';
import { isPageKey } from '#newsroom/masthead/page';
import { admitted } from '../../../../../gate.ts';
import { changePageBody } from '../../../actions.ts';
import { readPageBody } from '../../../reads.ts';

type Props = { params: Promise<{ key: string; language: string }> };

async function find({ params }: Props) {
  const actor = await admitted('masthead.edit');
  const { key, language } = await params;
  if (!isPageKey(key) || !isLanguage(language)) notFound();
  const text = await readPageBody(key, language);
  if (!text) notFound();
  return { actor, key, language, text, title: `${text.title} (${languageOf(language).label})` };
}

export async function generateMetadata(props: Props) {
  return { title: (await find(props)).title };
}

export default async function OwnPageText(props: Props) {
  const { actor, key, language, text, title } = await find(props);
  const [t, messages] = await Promise.all([getTranslations('mastheadDesk'), getMessages()]);
  return (
    <DeskPage actor={actor} room="masthead" title={title}>
      <MastheadTabs here="pages" />
      <PageText
        action={changePageBody}
        page={key}
        language={language}
        label={t('pageText')}
        save={t('save')}
        words={{ ...messages.editor, language: actor.language }}
        body={text.body}
        seen={text.seen}
        pictures={text.pictures}
      />
    </DeskPage>
  );
}
