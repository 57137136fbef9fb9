import { useTranslations } from 'next-intl';
import { OrderButtons } from '#components/staff/order-buttons';
import type { Answer } from '#components/staff/staff-form.island';
import { TopicName } from '#components/staff/topics/topic-name';
import { sitePageAddress } from '#i18n/admin-addresses';
import { type Language, languageOf } from '#i18n/languages';
import { type EditablePage, pageTitle, pageTitleLanguage } from '#newsroom/settings/page';

/** Pages about the paper, a line each, in the order of the footer. */
export function PageTable({
  pages,
  language,
  move,
}: {
  pages: EditablePage[];
  language: Language;
  move: (previous: Answer | null, form: FormData) => Promise<Answer | null>;
}) {
  const t = useTranslations();
  return (
    <table className="newsroom-table [&_td]:align-middle">
      <thead>
        <tr>
          <th scope="col">{t('fields.title')}</th>
          <th scope="col">{t('topics.slug')}</th>
          <th scope="col">{t('settings.pages.publishedIn')}</th>
          <th scope="col">
            <span className="unseen">{t('settings.pages.inFooter')}</span>
          </th>
          <th scope="col">{t('topics.order')}</th>
        </tr>
      </thead>
      <tbody>
        {pages.map((page, index) => {
          const title = pageTitle(page, language);
          return (
            <tr key={page.key}>
              <td className="wide">
                <a
                  href={sitePageAddress(page.key)}
                  className="inline-flex min-h-11 items-center font-semibold underline"
                >
                  <span>
                    <TopicName name={title} nameIn={pageTitleLanguage(page, language)} />
                  </span>
                </a>
              </td>
              <td className="text-soft">{page.key}</td>
              <td>{page.languages.map((code) => languageOf(code).label).join(', ') || '–'}</td>
              <td>{page.inFooter && t('settings.pages.inFooter')}</td>
              <td>
                <OrderButtons
                  itemKey={page.key}
                  name={title}
                  isFirst={index === 0}
                  isLast={index === pages.length - 1}
                  action={move}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
