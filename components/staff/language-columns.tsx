import type { ReactNode } from 'react';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '#i18n/languages';

/** The same fields for each language, side by side where there is room. A fieldset says which language it is. */
export function LanguageColumns({
  languages = LANGUAGE_CODES,
  children,
}: {
  languages?: Language[];
  children: (language: Language) => ReactNode;
}) {
  return (
    <div className="grid gap-x-6 gap-y-4 desk:grid-cols-3">
      {LANGUAGES.filter(({ code }) => languages.includes(code)).map(({ code, name }) => (
        <fieldset key={code} className="grid min-w-0 content-start gap-3">
          <legend lang={code} className="field-name mb-2 text-soft">
            {name}
          </legend>
          {children(code)}
        </fieldset>
      ))}
    </div>
  );
}
