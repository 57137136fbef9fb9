import { useTranslations } from 'next-intl';

const THEMES = ['system', 'light', 'dark'] as const;

export function ThemeSwitch() {
  const t = useTranslations('theme');
  return (
    <theme-switch>
      <fieldset className="flex items-center text-small">
        <legend className="unseen">{t('label')}</legend>
        {THEMES.map((theme) => (
          <label
            key={theme}
            className={
              'quiet has-checked:font-bold has-checked:text-ink ' +
              'has-focus-visible:outline-2 has-focus-visible:outline-accent'
            }
          >
            <input type="radio" name="theme" value={theme} defaultChecked={theme === 'system'} className="unseen" />
            {t(theme)}
          </label>
        ))}
      </fieldset>
    </theme-switch>
  );
}
