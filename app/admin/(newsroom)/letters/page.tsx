import { getTranslations } from 'next-intl/server';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { AlertForm } from '#components/staff/letters/alert-form';
import { LetterList } from '#components/staff/letters/letter-list';
import { LetterTabs } from '#components/staff/letters/letter-tabs';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { lettersBeforeAddress } from '#i18n/admin-addresses';
import { languageOf } from '#i18n/languages';
import { sendAlertAction } from './actions.ts';
import { readLetters, readPlans, readSubscriberCounts } from './reads.ts';

const ON_A_PAGE = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  await requireActor('letter.edit');
  return { title: (await getTranslations('newsletters'))('title') };
}

export default async function Letters({ searchParams }: Props) {
  const actor = await requireActor('letter.edit');
  const [, at, id] = /^(\d{1,15})-(\d{1,9})$/.exec(String((await searchParams).before ?? '')) ?? [];
  const before = at && id ? { dueAt: new Date(Number(at)), id: Number(id) } : undefined;
  const [t, k, found, plans, counts, timeZone] = await Promise.all([
    getTranslations('newsletters'),
    getTranslations('letters.kinds'),
    readLetters(actor, { before, limit: ON_A_PAGE }),
    readPlans(),
    readSubscriberCounts(),
    readTimeZone(actor.language),
  ]);
  const { letters, next } = found ?? { letters: [], next: null };
  const alerts = plans.filter(({ kind }) => kind === 'breaking').map(({ language }) => language);
  return (
    <NewsroomPage actor={actor} room="letters" title={t('title')}>
      <LetterTabs actor={actor} here="letters" />
      {plans.length === 0 ? (
        <p>{t('off')}</p>
      ) : (
        <ul className="mb-4">
          {plans.map(({ kind, language }) => (
            <li key={`${language} ${kind}`}>
              {t('readersOf', {
                letter: `${k(kind)}, ${languageOf(language).name}`,
                count: counts.get(`${language} ${kind}`) ?? 0,
              })}
            </li>
          ))}
        </ul>
      )}
      {alerts.length > 0 && <AlertForm languages={alerts} action={sendAlertAction} />}
      {letters.length > 0 && (
        <div className="mt-6">
          <LetterList letters={letters} shown={{ language: actor.language, timeZone }} />
        </div>
      )}
      {next && (
        <a href={lettersBeforeAddress(next)} className="quiet underline">
          {t('earlier')}
        </a>
      )}
    </NewsroomPage>
  );
}
