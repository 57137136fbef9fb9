import { useTranslations } from 'next-intl';
import { ALL_LANGUAGES, type Language } from '#i18n/languages';

/** Which languages the site is published in, and in which order readers see them. `on`: those it is published in now. */
export function LanguageChoice({ on }: { on: Language[] }) {
  const t = useTranslations('settings.languages');
  const off = ALL_LANGUAGES.map(({ code }) => code).filter((code) => !on.includes(code));
  const order = [...on, ...off];
  return (
    <>
      <p>{t('intro')}</p>
      <table className="newsroom-table [&_td]:align-middle">
        <thead>
          <tr>
            <th scope="col">{t('language')}</th>
            <th scope="col">{t('place')}</th>
          </tr>
        </thead>
        <tbody>
          {ALL_LANGUAGES.toSorted((one, other) => order.indexOf(one.code) - order.indexOf(other.code)).map(
            ({ code, name }, index) => (
              <tr key={code}>
                <td>
                  <label className="flex min-h-11 min-w-40 items-center gap-2">
                    <input type="checkbox" name="languages" value={code} defaultChecked={on.includes(code)} />
                    <span lang={code}>{name}</span>
                  </label>
                </td>
                <td>
                  <input
                    className="input w-20"
                    type="number"
                    name={`place.${code}`}
                    aria-label={t('placeOf', { language: name })}
                    defaultValue={index + 1}
                    min={1}
                    max={99}
                    required
                  />
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      <p className="field-hint">{t('off')}</p>
    </>
  );
}
