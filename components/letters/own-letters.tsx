import { useTranslations } from 'next-intl';
import { KindChoice } from '#components/letters/kind-choice';
import { LETTER_FORMS, letterLeaveAddress } from '#i18n/addresses';
import type { LetterKind } from '#newsroom/letters/kinds';

const BUTTON = 'quiet justify-self-start border border-soft px-6 font-bold text-ink';

/** Confirms what was asked for: a button, for mail scanners open links. */
export function ConfirmForm({ token, kinds }: { token: string; kinds: readonly LetterKind[] }) {
  const t = useTranslations('letters');
  return (
    <form action={LETTER_FORMS.confirm} method="post" className="grid gap-5">
      <ul className="list-disc pl-6">
        {kinds.map((kind) => (
          <li key={kind}>{t(`kinds.${kind}`)}</li>
        ))}
      </ul>
      <input type="hidden" name="token" value={token} />
      <button type="submit" className={BUTTON}>
        {t('confirm.button')}
      </button>
    </form>
  );
}

/** What somebody gets, to be changed, and the end of all of it. */
export function OwnLetters({
  token,
  kinds,
  offered,
  isSaved,
}: {
  token: string;
  kinds: readonly LetterKind[];
  offered: readonly LetterKind[];
  isSaved: boolean;
}) {
  const t = useTranslations('letters');
  return (
    <div className="grid max-w-[41.25rem] gap-8">
      {isSaved && <p role="status">{t('manage.saved')}</p>}
      <form action={LETTER_FORMS.manage} method="post" className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <KindChoice offered={[...new Set([...offered, ...kinds])]} chosen={kinds} />
        <button type="submit" className={BUTTON}>
          {t('manage.save')}
        </button>
      </form>
      <form action={letterLeaveAddress(token)} method="post" className="border-t border-rule pt-6">
        <button type="submit" name="from" value="page" className={BUTTON}>
          {t('manage.leave')}
        </button>
      </form>
    </div>
  );
}
