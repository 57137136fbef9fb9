import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ThemeSwitch } from '#components/site/theme-switch';
import { CurrentScreen } from '#components/staff/current-screen.island';
import {
  ACCOUNT,
  ACTIVITY,
  ADMIN,
  ARTICLES,
  BREAKING,
  FRONT,
  LETTERS,
  PEOPLE,
  PICTURES,
  SETTINGS,
  TOPICS,
  TRANSLATIONS,
  TRASH,
  WIRE,
} from '#i18n/admin-addresses';
import type { Actor } from '#newsroom/permissions/actor';
import { may, type Permission } from '#newsroom/permissions/permissions';

const SCREENS = [
  { name: 'dashboard', href: ADMIN, act: 'newsroom.read' },
  { name: 'articles', href: ARTICLES, act: 'newsroom.read' },
  { name: 'wire', href: WIRE, act: 'wire.read' },
  { name: 'translations', href: TRANSLATIONS, act: 'newsroom.read' },
  { name: 'breaking', href: BREAKING, act: 'breaking.declare' },
  { name: 'front', href: FRONT, act: 'front.edit' },
  { name: 'letters', href: LETTERS, act: 'letter.edit' },
  { name: 'pictures', href: PICTURES, act: 'picture.create' },
  { name: 'topics', href: TOPICS, act: 'topic.edit' },
  { name: 'settings', href: SETTINGS, act: 'settings.edit' },
  { name: 'people', href: PEOPLE, act: 'people.edit' },
  { name: 'activity', href: ACTIVITY, act: 'audit.read' },
  { name: 'trash', href: TRASH, act: 'newsroom.read' },
] as const satisfies readonly { name: string; href: string; act: Permission }[];

export type NewsroomScreen = (typeof SCREENS)[number]['name'] | 'account';

/** What stands round every page of the newsroom. Links are ordinary ones: each page comes whole from the server. */
export function NewsroomPage({
  actor,
  room,
  title,
  tools,
  children,
}: {
  actor: Actor;
  room: NewsroomScreen;
  title: string;
  /** Stands beside the title. */
  tools?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations('newsroom');
  return (
    <>
      <a href="#content" className="skip bg-paper p-3 underline">
        {t('skipToContent')}
      </a>
      <header className="newsroom-bar no-print">
        <div className="newsroom-bar-row page">
          <nav className="newsroom-nav" aria-label={t('navigation.label')}>
            {SCREENS.filter(({ act }) => may(actor, act)).map(({ name, href }) => (
              <a key={name} href={href} aria-current={name === room ? 'page' : undefined}>
                {t(`navigation.${name}`)}
              </a>
            ))}
          </nav>
          <CurrentScreen />
          <div className="flex min-w-0 max-w-full items-center *:flex-none">
            <ThemeSwitch />
            <a
              href={ACCOUNT}
              className="quiet min-w-0 shrink!"
              aria-current={room === 'account' ? 'page' : undefined}
              title={actor.name}
            >
              <span className="truncate">{actor.name}</span>
            </a>
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="newsroom-main outline-none">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <h1 className="newsroom-title">{title}</h1>
          {tools}
        </div>
        {children}
      </main>
    </>
  );
}
