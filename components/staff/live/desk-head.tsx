import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/staff/form-answer.ts';
import { StaffForm } from '#components/staff/staff-form.island';
import { postAddress } from '#i18n/addresses';
import { editAddress, liveDeskAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import { LANGUAGES, type Language } from '#i18n/languages';
import type { LiveDesk } from '#newsroom/live/list-desk';

type Props = {
  storyId: number;
  desk: LiveDesk;
  language: Language;
  beside: Language | undefined;
  shownIn: Language;
  timeZone: string;
  mayClose: boolean;
  actions: { close: FormAction; reopen: FormAction };
};

/** Whether the coverage goes on, in which language entries are written, and the way to its story. */
export function DeskHead({ storyId, desk, language, beside, shownIn, timeZone, mayClose, actions }: Props) {
  const t = useTranslations('liveDesk');
  const { closedAt, articles } = desk;
  const here = articles.find((article) => article.language === language);
  const article = here ?? articles[0];
  return (
    <>
      <div className="live-desk-head">
        <p className={closedAt ? 'state' : 'state state-live'}>
          {closedAt ? t('state.closed', { date: dateAndTime(closedAt, shownIn, timeZone) }) : t('state.open')}
        </p>
        {article && (
          <a href={editAddress(article.id)} className="quiet underline">
            {t('toStory')}
          </a>
        )}
        {here?.state === 'published' && (
          <a href={postAddress(language, here.slug)} target="_blank" rel="noopener" className="quiet underline">
            {t('onSite')}
          </a>
        )}
        {mayClose && (
          <StaffForm action={closedAt ? actions.reopen : actions.close} label={t(closedAt ? 'reopen' : 'close')}>
            <input type="hidden" name="story" value={storyId} />
            <button type="submit" className="button" title={closedAt ? undefined : t('closeNote')}>
              {t(closedAt ? 'reopen' : 'close')}
            </button>
          </StaffForm>
        )}
      </div>
      <Choices
        label={t('languages')}
        choices={LANGUAGES.map(({ code, name }) => ({
          name,
          language: code,
          href: liveDeskAddress(storyId, { language: code, beside: beside === code ? undefined : beside }),
          isHere: code === language,
        }))}
      />
      <Choices
        label={t('beside')}
        choices={[
          {
            name: t('nothing'),
            language: shownIn,
            href: liveDeskAddress(storyId, { language }),
            isHere: beside === undefined,
          },
          ...LANGUAGES.filter(({ code }) => code !== language).map(({ code, name }) => ({
            name,
            language: code,
            href: liveDeskAddress(storyId, { language, beside: code }),
            isHere: code === beside,
          })),
        ]}
      />
      {!here && <p className="message">{t('noArticle')}</p>}
      {here && here.state !== 'published' && <p className="message">{t('notPublished')}</p>}
    </>
  );
}

function Choices({
  label,
  choices,
}: {
  label: string;
  choices: { name: string; language: Language; href: string; isHere: boolean }[];
}) {
  return (
    <nav aria-label={label} className="newsroom-nav live-choices">
      <span className="text-small text-soft">{label}:</span>
      {choices.map(({ name, language, href, isHere }) => (
        <a key={href} href={href} lang={language} aria-current={isHere ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
