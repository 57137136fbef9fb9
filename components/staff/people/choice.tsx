import { useTranslations } from 'next-intl';
import { type Language, NEWSROOM_LANGUAGES } from '#i18n/languages';
import { ROLES, type Role } from '#newsroom/permissions/role';

/** The roles that somebody may have, the one with the least to do first. */
export function RoleChoice({ value, label, isQuiet = false }: { value: Role; label: string; isQuiet?: boolean }) {
  const t = useTranslations('roles');
  return (
    <label className="field grow">
      <span className={isQuiet ? 'sr-only' : undefined}>{label}</span>
      <select name="role" className="input" defaultValue={value} key={value}>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {t(role)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The languages that the newsroom can be shown in, each by its own name. */
export function LanguageChoice({ value, label }: { value: Language; label: string }) {
  return (
    <label className="field">
      <span>{label}</span>
      <select name="language" className="input" defaultValue={value} key={value}>
        {NEWSROOM_LANGUAGES.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
