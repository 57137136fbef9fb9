import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { MenuTable } from '#components/staff/settings/menu-table';
import { NewMenuItem } from '#components/staff/settings/new-menu-item';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { MENUS } from '#newsroom/topics/menu';
import { createMenuItemAction, deleteMenuItemAction, moveMenuItemAction } from './actions.ts';
import { readMenuChoices, readMenuItems } from './reads.ts';

export async function generateMetadata() {
  await requireActor('settings.edit');
  return { title: (await getTranslations('settings.tabs'))('menus') };
}

export default async function MenusPage() {
  const actor = await requireActor('settings.edit');
  const { language } = actor;
  const [items, choices] = await Promise.all([readMenuItems(language), readMenuChoices(language)]);
  const t = await getTranslations('settings');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('tabs.menus')}>
      <SettingsTabs actor={actor} here="menus" />
      <div className="grid gap-10">
        {MENUS.map((menu) => (
          <section key={menu} className="grid gap-3">
            <h2 className="newsroom-heading">{t(`menus.${menu}`)}</h2>
            <MenuTable
              items={items.filter((item) => item.menu === menu)}
              empty={t(`menus.${menu}Empty`)}
              language={language}
              move={moveMenuItemAction}
              remove={deleteMenuItemAction}
            />
            <NewMenuItem menu={menu} choices={choices} action={createMenuItemAction} />
          </section>
        ))}
      </div>
    </NewsroomPage>
  );
}
