import { useTranslations } from 'next-intl';
import { AlertFields } from '#components/staff/breaking/alert-fields';
import { BreakingFields } from '#components/staff/breaking/breaking-fields';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
import { editAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { StoryAlerts } from '#newsroom/alerts/list-alerts';
import type { PresentBreakingNews } from '#newsroom/breaking/find-breaking-desk';

type Action = (previous: Answer | null, form: FormData) => Promise<Answer>;

/** What is on every page now: as readers see it, with what can be changed, and the way to take it back. */
export function PresentBreaking({
  present,
  shown,
  alerts,
  changeAction,
  takeBackAction,
  tellAction,
}: {
  present: PresentBreakingNews;
  shown: { language: Language; timeZone: string };
  alerts: StoryAlerts[];
  changeAction: Action;
  takeBackAction: Action;
  tellAction: Action;
}) {
  const t = useTranslations('breakingNews');
  const inWords = (time: Date) => dateAndTime(time, shown.language, shown.timeZone);
  return (
    <section className="mb-8 grid gap-4">
      <div>
        <h2 className="newsroom-heading">{t('present')}</h2>
        <p>{t('since', { time: inWords(present.beganAt), until: inWords(present.endsAt) })}</p>
      </div>
      <ul className="grid max-w-2xl gap-2">
        {present.languages.map(({ language, articleId, headline }) => (
          <li key={language} lang={language} className="breaking">
            <p className="px-3">
              <a href={editAddress(articleId)}>{present.texts[language] ?? headline}</a>
            </p>
          </li>
        ))}
      </ul>
      {alerts.some(({ push, letter }) => push ?? letter) && (
        <StaffForm action={tellAction} label={t('alerts.title')} className="grid max-w-2xl justify-items-start gap-2">
          <input type="hidden" name="id" value={present.id} />
          <AlertFields alerts={alerts} />
          {alerts.some(({ push, letter }) => push?.isTold === false || letter?.isTold === false) && (
            <button type="submit" className="button">
              {t('alerts.tell')}
            </button>
          )}
        </StaffForm>
      )}
      <StaffForm action={takeBackAction} label={t('takeBack')} className="grid max-w-2xl justify-items-start gap-2">
        <input type="hidden" name="id" value={present.id} />
        <p className="field-hint">{t('takeBackHint')}</p>
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" name="sure" value="yes" required /> {t('takeBackConfirm')}
        </label>
        <button type="submit" className="button button-danger">
          {t('takeBack')}
        </button>
      </StaffForm>
      <BreakingFields languages={present.languages} present={present} label={t('save')} action={changeAction} />
    </section>
  );
}
