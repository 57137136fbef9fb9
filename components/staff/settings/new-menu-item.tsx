import { useTranslations } from 'next-intl';
import { FoldedForm } from '#components/staff/folded-form';
import { MenuItemFields } from '#components/staff/settings/menu-item-fields';
import type { Answer } from '#components/staff/staff-form.island';
import type { MenuName } from '#newsroom/topics/menu';

/** Adds a place to a menu: an address, with those of sections and pages to choose from, and what it is called. */
export function NewMenuItem({
  menu,
  choices,
  action,
}: {
  menu: MenuName;
  choices: { address: string; name: string }[];
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('settings.menus');
  return (
    <FoldedForm
      action={action}
      clears
      label={`${t(menu)}: ${t('add')}`}
      summary={t('add')}
      look="button"
      fields="mt-3 grid gap-4"
      className="grid has-[.message]:gap-3"
    >
      <input type="hidden" name="menu" value={menu} />
      <MenuItemFields list={`${menu}-choices`} choices={choices} />
      <button type="submit" className="button button-main justify-self-start">
        {t('add')}
      </button>
    </FoldedForm>
  );
}
