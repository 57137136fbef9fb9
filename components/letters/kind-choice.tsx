import { useTranslations } from 'next-intl';
import type { LetterKind } from '#newsroom/letters/kinds';

/** Which kinds of letters somebody wants. */
export function KindChoice({ offered, chosen }: { offered: readonly LetterKind[]; chosen: readonly LetterKind[] }) {
  const t = useTranslations('letters');
  return (
    <fieldset className="grid gap-1">
      <legend className="unseen">{t('kindsLabel')}</legend>
      {offered.map((kind) => (
        <label key={kind} className="grid min-h-11 grid-cols-[auto_1fr] items-baseline gap-x-3 py-2">
          <input
            type="checkbox"
            name="kinds"
            value={kind}
            defaultChecked={chosen.includes(kind)}
            className="size-5 self-center"
          />
          <span>
            <span className="font-bold">{t(`kinds.${kind}`)}</span>
            <span className="block text-soft">{t(`notes.${kind}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
