import { useTranslations } from 'next-intl';
import { letterAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import { type Language, languageOf } from '#i18n/languages';
import type { ListedLetter } from '#newsroom/letters/writing/list-letters';

/** Letters, each with when it goes or went, and what became of its readers. */
export function LetterList({
  letters,
  shown,
}: {
  letters: ListedLetter[];
  shown: { language: Language; timeZone: string };
}) {
  const t = useTranslations('newsletters');
  const kinds = useTranslations('letters.kinds');
  return (
    <table className="newsroom-table">
      <thead>
        <tr>
          <th scope="col">{t('list.letter')}</th>
          <th scope="col">{t('list.due')}</th>
          <th scope="col">{t('list.state')}</th>
          <th scope="col">{t('list.readers')}</th>
        </tr>
      </thead>
      <tbody>
        {letters.map((letter) => (
          <tr key={letter.id}>
            <td>
              <a href={letterAddress(letter.id)} className="underline">
                {kinds(letter.kind)}, {languageOf(letter.language).name}
              </a>
              {letter.subject && <span className="block text-soft">{letter.subject}</span>}
            </td>
            <td>{dateAndTime(letter.dueAt, shown.language, shown.timeZone)}</td>
            <td>
              <span className="state">{t(`states.${letter.state}`)}</span>
            </td>
            <td>
              <LetterSumsLine sums={letter} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const NAMES = ['sent', 'open', 'bounced', 'givenUp', 'unsure', 'leftOut'] as const;

/** How many readers there are of each outcome; those that nobody has are left out. */
export function LetterSumsLine({ sums }: { sums: Pick<ListedLetter, (typeof NAMES)[number]> }) {
  const t = useTranslations('newsletters.sums');
  const said = NAMES.filter((name) => sums[name] > 0).map((name) => t(name, { count: sums[name] }));
  return <>{said.length > 0 ? said.join(' · ') : '–'}</>;
}
