import { notFound } from 'next/navigation';
import { getMessages, getTranslations } from 'next-intl/server';
import { savePageBodyAction } from '#app/admin/(newsroom)/settings/actions';
import { readPageBody } from '#app/admin/(newsroom)/settings/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { PageText } from '#components/staff/settings/page-text';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { isLanguage, languageOf } from '#i18n/languages';

type Props = { params: Promise<{ key: string; language: string }> };

async function find({ params }: Props) {
  const actor = await requireActor('settings.edit');
  const { key, language } = await params;
  if (!isLanguage(language)) notFound();
  const text = await readPageBody(key, language);
  if (!text) notFound();
  return { actor, key, language, text, title: `${text.title} (${languageOf(language).label})` };
}

export async function generateMetadata(props: Props) {
  return { title: (await find(props)).title };
}

export default async function SitePageText(props: Props) {
  const { actor, key, language, text, title } = await find(props);
  const [t, messages] = await Promise.all([getTranslations('settings'), getMessages()]);
  return (
    <NewsroomPage actor={actor} room="settings" title={title}>
      <SettingsTabs actor={actor} here="pages" />
      <PageText
        action={savePageBodyAction}
        page={key}
        language={language}
        label={t('pages.text')}
        save={t('save')}
        texts={{ ...messages.editor, language: actor.language }}
        body={text.body}
        seen={text.seen}
        pictures={text.pictures}
      />
    </NewsroomPage>
  );
}
