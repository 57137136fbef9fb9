import { useTranslations } from 'next-intl';
import { KeepCurrent } from '#components/staff/imports/keep-current';
import type { Language } from '#i18n/languages';
import { wholeNumber } from '#i18n/numbers';
import type { ImportProgress as Progress } from '#newsroom/transfer/manage/import-state';

const MINUTE = 60;

/** How far the work on an import is. The page renews itself, with a script and without. */
export function ImportProgress({ progress, language }: { progress: Progress | null; language: Language }) {
  const t = useTranslations('import');
  const { phase, done, total, seconds } = progress ?? { phase: 'starting' as const, done: 0, seconds: 0 };
  const rate = seconds > 0 ? done / seconds : 0;
  const number = (value: number) => wholeNumber(value, language);
  const notes = [
    done > 0 &&
      (total === undefined
        ? t('progress.done', { done: number(done) })
        : t('progress.ofTotal', { done: number(done), total: number(total) })),
    rate > 0 && t('progress.rate', { rate: number(Math.ceil(rate)) }),
    rate > 0 && total !== undefined && t('progress.left', { minutes: Math.floor((total - done) / rate / MINUTE) }),
  ].filter((note) => note !== false);
  return (
    <section className="mb-8 grid max-w-2xl gap-2">
      <KeepCurrent />
      <label className="field">
        <span>{t(`phases.${phase}`)}</span>
        <progress className="w-full" {...(total ? { max: total, value: done } : {})} />
      </label>
      <p className="text-soft">{[...notes, t('progress.note')].join(' · ')}</p>
    </section>
  );
}
