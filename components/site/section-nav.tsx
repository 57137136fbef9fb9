import { useLocale, useTranslations } from 'next-intl';
import { type MenuLink, menuAddress } from '#newsroom/topics/menu';
import type { Section } from '#newsroom/topics/topic';

/** The menu of the header: what somebody has put there, else all sections. */
export function SectionNav({
  sections,
  menu,
  current,
}: {
  sections: Section[];
  menu: MenuLink[];
  /** Key of the section that the page belongs to. */
  current?: string | undefined;
}) {
  const t = useTranslations('site');
  const language = useLocale();
  return (
    <nav aria-label={t('sections')} className="page border-t border-rule">
      <ul className="-mx-2 flex overflow-x-auto whitespace-nowrap font-semibold">
        {menuOr(menu, sections).map((link) => (
          <li key={`${link.kind} ${link.target} ${link.label}`}>
            <a
              href={menuAddress(language, link)}
              aria-current={link.kind === 'section' && link.target === current ? 'true' : undefined}
              className={
                'quiet border-b-2 border-transparent text-ink ' +
                'aria-[current]:border-accent aria-[current]:text-accent'
              }
            >
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The places of a menu, or all sections where it has none. */
export function menuOr(menu: MenuLink[], sections: Section[]): MenuLink[] {
  if (menu.length > 0) return menu;
  return sections.map(({ key, name }) => ({ kind: 'section', target: key, label: name }));
}
