import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { MenuItemFields } from '#components/staff/settings/menu-item-fields';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { StaffForm } from '#components/staff/staff-form.island';
import { MENU_SETTINGS } from '#i18n/admin-addresses';
import { DEFAULT_LANGUAGE, isLanguage } from '#i18n/languages';
import { menuAddress, menuItemName } from '#newsroom/topics/menu';
import { changeMenuItemAction } from '../actions.ts';
import { readMenuChoices, readMenuItems } from '../reads.ts';

type Props = { params: Promise<{ id: string }> };

async function findAsked({ params }: Props) {
  const actor = await requireActor('settings.edit');
  const { id } = await params;
  const item = (await readMenuItems(actor.language)).find((one) => String(one.id) === id);
  return item ? { actor, item, name: menuItemName(item, actor.language) } : notFound();
}

export async function generateMetadata(props: Props) {
  const { name } = await findAsked(props);
  return { title: (await getTranslations('settings.menus'))('editItem', { name }) };
}

export default async function MenuItemPage(props: Props) {
  const { actor, item, name } = await findAsked(props);
  const t = await getTranslations('settings');
  const language = isLanguage(actor.language) ? actor.language : DEFAULT_LANGUAGE;
  return (
    <NewsroomPage actor={actor} room="settings" title={t('menus.editItem', { name })}>
      <SettingsTabs actor={actor} here="menus" />
      <StaffForm
        action={changeMenuItemAction}
        label={t('menus.editItem', { name })}
        seen={item.fingerprint}
        className="grid gap-4"
      >
        <input type="hidden" name="key" value={item.id} />
        <MenuItemFields
          list="choices"
          choices={await readMenuChoices(language)}
          address={menuAddress(language, item)}
          labels={item.labels}
        />
        <div className="flex flex-wrap items-center gap-4">
          <button type="submit" className="button button-main">
            {t('save')}
          </button>
          <a href={MENU_SETTINGS} className="underline">
            {t('tabs.menus')}
          </a>
        </div>
      </StaffForm>
    </NewsroomPage>
  );
}
