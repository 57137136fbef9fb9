import { useTranslations } from 'next-intl';
import { PERSONAL_KINDS } from '#newsroom/privacy/kinds';
import type { PersonalData } from '#newsroom/privacy/personal-data';

/** Who somebody is, and how much is kept of them, by kind. */
export function PersonSummary({ found: { member, counts } }: { found: PersonalData }) {
  const t = useTranslations();
  const kinds = PERSONAL_KINDS.filter((kind) => counts.has(kind));
  return (
    <section className="mb-8 max-w-2xl">
      <p className="mb-2">
        {member
          ? t('privacy.person.member', { name: member.name, role: t(`roles.${member.role}`) })
          : t('privacy.person.nobody')}
      </p>
      {kinds.length === 0 ? (
        <p>{t('privacy.person.nothing')}</p>
      ) : (
        <table className="newsroom-table">
          <thead>
            <tr>
              <th scope="col">{t('privacy.list.kind')}</th>
              <th scope="col">{t('privacy.person.count')}</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <td>{t(`privacy.kinds.${kind}.title`)}</td>
                <td>{counts.get(kind)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
