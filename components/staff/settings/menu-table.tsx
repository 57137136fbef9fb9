import { useTranslations } from 'next-intl';
import { OrderButtons } from '#components/staff/order-buttons';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
import { menuItemAddress } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import { type MenuItem, menuAddress, menuItemName } from '#newsroom/topics/menu';

type Action = (previous: Answer | null, form: FormData) => Promise<Answer>;

/** The places of a menu, a line each, in their order. */
export function MenuTable({
  items,
  empty,
  language,
  move,
  remove,
}: {
  items: MenuItem[];
  /** What is said where there is none. */
  empty: string;
  language: Language;
  move: Action;
  remove: Action;
}) {
  const t = useTranslations();
  if (items.length === 0) return <p className="max-w-2xl">{empty}</p>;
  return (
    <table className="newsroom-table [&_td]:align-middle">
      <thead>
        <tr>
          <th scope="col">{t('settings.menus.label')}</th>
          <th scope="col">{t('settings.menus.target')}</th>
          <th scope="col">{t('topics.order')}</th>
          <th scope="col">
            <span className="unseen">{t('settings.menus.remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => {
          const name = menuItemName(item, language);
          return (
            <tr key={item.id}>
              <td className="wide font-semibold">
                <a
                  href={menuItemAddress(item.id)}
                  className="underline"
                  aria-label={t('settings.menus.editItem', { name })}
                >
                  {name}
                </a>
              </td>
              <td className="text-soft [overflow-wrap:anywhere]">
                {item.kind !== 'url' && item.name === null ? t('settings.menus.gone') : menuAddress(language, item)}
              </td>
              <td>
                <OrderButtons
                  itemKey={String(item.id)}
                  name={name}
                  isFirst={index === 0}
                  isLast={index === items.length - 1}
                  action={move}
                />
              </td>
              <td>
                <StaffForm action={remove}>
                  <input type="hidden" name="key" value={item.id} />
                  <button type="submit" className="button" aria-label={t('settings.menus.removeItem', { name })}>
                    {t('settings.menus.remove')}
                  </button>
                </StaffForm>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
