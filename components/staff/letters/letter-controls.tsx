import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { LetterSumsLine } from '#components/staff/letters/letter-list';
import { StaffForm } from '#components/staff/staff-form.island';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { LetterState } from '#newsroom/letters/kinds';
import type { Decision } from '#newsroom/letters/writing/decide-letter';
import type { Letter } from '#newsroom/letters/writing/find-letter';
import type { LetterSums } from '#newsroom/letters/writing/list-letters';

type Action = ComponentProps<typeof StaffForm>['action'];

/** What somebody may decide about a letter in each state. */
function decisionsFor({ state, startedAt }: Letter): Decision[] {
  if (state === 'draft') return ['approve', 'sendNow', 'hold', 'cancel'];
  if (state === 'ready') return ['sendNow', 'hold', 'cancel'];
  if (state === 'sending') return ['hold', 'cancel'];
  if (state === 'held') return startedAt ? ['resume', 'cancel'] : ['resume', 'approve', 'sendNow', 'cancel'];
  return [];
}

/** What is said of the last trouble of a letter that is on its way, was stopped, or ended before everybody had it. */
const TROUBLES: Partial<Record<LetterState, 'trouble' | 'stopped' | 'ended'>> = {
  ...{ sending: 'trouble', held: 'stopped', sent: 'ended', missed: 'ended' },
};

/** How far a letter has come, and what can be done with it. */
export function LetterControls({
  letter,
  sums,
  shown,
  actions,
}: {
  letter: Letter;
  sums: LetterSums & { trouble: string };
  shown: { language: Language; timeZone: string };
  actions: { decide: Action; test: Action };
}) {
  const t = useTranslations('newsletters');
  const trouble = sums.trouble && TROUBLES[letter.state];
  return (
    <section className="mb-6 grid gap-3" aria-label={t('controls')}>
      <p>
        <span className="state">{t(`states.${letter.state}`)}</span>{' '}
        {t('dueAt', { time: dateAndTime(letter.dueAt, shown.language, shown.timeZone) })}
      </p>
      {letter.startedAt && (
        <p>
          <LetterSumsLine sums={sums} />
        </p>
      )}
      {trouble && (
        <p className="message message-trouble">
          {sums.trouble === 'refused' ? t('mostRefuse') : t(trouble, { answer: sums.trouble })}
        </p>
      )}
      <StaffForm action={actions.decide} label={t('controls')} className="grid gap-2" seen={letter.version}>
        <input type="hidden" name="id" value={letter.id} />
        <div className="flex flex-wrap gap-2">
          {decisionsFor(letter).map((decision) => (
            <button
              key={decision}
              type="submit"
              name="decision"
              value={decision}
              className={decision === 'cancel' ? 'button button-danger' : 'button'}
            >
              {t(`decisions.${decision}`)}
            </button>
          ))}
        </div>
      </StaffForm>
      <StaffForm action={actions.test} label={t('test.title')}>
        <input type="hidden" name="id" value={letter.id} />
        <button type="submit" className="button">
          {t('test.send')}
        </button>
      </StaffForm>
    </section>
  );
}
