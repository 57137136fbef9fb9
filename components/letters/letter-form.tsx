import { useLocale, useTranslations } from 'next-intl';
import { KindChoice } from '#components/letters/kind-choice';
import { LETTER_FORMS } from '#i18n/addresses';
import type { LetterKind } from '#newsroom/letters/kinds';

/** The form to subscribe by, with what was typed before and what was wrong with it. */
export function LetterForm({
  offered,
  siteName,
  typed,
}: {
  offered: readonly LetterKind[];
  siteName: string;
  typed?: { address: string; kinds: readonly LetterKind[]; trouble: 'address' | 'disposable' | 'kinds' | 'too-many' };
}) {
  const t = useTranslations('letters');
  const language = useLocale();
  if (offered.length === 0) return <p>{t('off')}</p>;
  const isAboutAddress = typed && typed.trouble !== 'kinds';
  return (
    <form action={LETTER_FORMS.subscribe} method="post" className="grid max-w-[41.25rem] gap-5">
      <input type="hidden" name="language" value={language} />
      {typed && (
        <p id="letter-trouble" role="alert" className="border-l-4 border-accent pl-3 font-bold">
          {t(`troubles.${typed.trouble}`)}
        </p>
      )}
      <KindChoice offered={offered} chosen={typed?.kinds ?? offered.slice(0, 1)} />
      <label className="grid gap-1">
        <span className="font-bold">{t('address')}</span>
        <input
          type="email"
          name="address"
          required
          maxLength={254}
          autoComplete="email"
          defaultValue={typed?.address}
          aria-invalid={isAboutAddress || undefined}
          aria-describedby={isAboutAddress ? 'letter-trouble' : undefined}
          className="min-h-11 w-full border border-soft bg-paper px-3"
        />
      </label>
      <p className="text-small text-soft">{t('consent', { name: siteName })}</p>
      <button type="submit" className="quiet justify-self-start border border-soft px-6 font-bold text-ink">
        {t('subscribe')}
      </button>
    </form>
  );
}
