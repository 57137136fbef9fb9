import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { WIRE } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import type { ListedSource } from '#newsroom/wire/list-sources';
import type { WireFilter } from '#newsroom/wire/wire-filter';

/** Narrows the list of items; a plain form, so that every view has an address that can be kept and sent. */
export function WireFilterForm({ filter, sources }: { filter: WireFilter; sources: ListedSource[] }) {
  const t = useTranslations('wire.filter');
  const choice = (name: 'source' | 'language' | 'use', options: ReactNode) => (
    <label className="field">
      <span>{t(name)}</span>
      <select name={name} defaultValue={filter[name] ?? ''} className="input">
        <option value="">{t('any')}</option>
        {options}
      </select>
    </label>
  );
  const option = (value: string, word: string) => (
    <option key={value} value={value}>
      {word}
    </option>
  );
  return (
    <search>
      <form action={WIRE} className="mb-4 flex flex-wrap items-end gap-3">
        <label className="field min-w-0 flex-[1_1_12rem]">
          <span>{t('words')}</span>
          <input name="q" type="search" defaultValue={filter.q} minLength={2} maxLength={100} className="input" />
        </label>
        {choice(
          'source',
          sources.map(({ id, name }) => option(String(id), name)),
        )}
        {choice(
          'language',
          LANGUAGES.map(({ code, name }) => option(code, name)),
        )}
        {choice(
          'use',
          (['unused', 'used'] as const).map((use) => option(use, t(`uses.${use}`))),
        )}
        <button type="submit" className="button">
          {t('submit')}
        </button>
        {Object.values(filter).some(Boolean) && (
          <a href={WIRE} className="quiet underline">
            {t('clear')}
          </a>
        )}
      </form>
    </search>
  );
}
