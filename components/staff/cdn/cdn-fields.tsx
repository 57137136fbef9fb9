import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import type { ListedPurgeTarget } from '#newsroom/purges/list-purge-targets';

type Props = { target: ListedPurgeTarget | undefined };

/** A token, which is never shown: an empty field leaves the one that is stored. */
function TokenField({ name, hint, target }: Props & { name: string; hint: string }) {
  const t = useTranslations('cdn');
  return (
    <Field
      label={t('token')}
      name={name}
      type="password"
      hint={target ? `${hint} ${t('tokenKept')}` : hint}
      maxLength={500}
      autoComplete="new-password"
      required={!target}
    />
  );
}

/** What Fastly needs to know. */
export function FastlyFields({ target }: Props) {
  const t = useTranslations('cdn');
  return (
    <>
      <Field
        label={t('service')}
        name="service"
        hint={t('serviceHint')}
        defaultValue={target?.config.service ?? ''}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <TokenField name="fastlyToken" hint={t('fastlyTokenHint')} target={target} />
    </>
  );
}

/** What Cloudflare needs to know. */
export function CloudflareFields({ target }: Props) {
  const t = useTranslations('cdn');
  const { zone = '', plan = 'free', by = 'tags' } = target?.config ?? {};
  return (
    <>
      <Field
        label={t('zone')}
        name="zone"
        hint={t('zoneHint')}
        defaultValue={zone}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <TokenField name="cloudflareToken" hint={t('cloudflareTokenHint')} target={target} />
      <label className="field">
        <span>{t('plan')}</span>
        <select name="plan" defaultValue={plan} className="input" aria-describedby="plan-hint">
          <option value="free">{t('plans.free')}</option>
          <option value="paid">{t('plans.paid')}</option>
        </select>
        <span id="plan-hint" className="field-hint">
          {t('planHint')}
        </span>
      </label>
      <label className="field">
        <span>{t('by')}</span>
        <select name="by" defaultValue={by} className="input" aria-describedby="by-hint">
          <option value="tags">{t('ways.tags')}</option>
          <option value="everything">{t('ways.everything')}</option>
        </select>
        <span id="by-hint" className="field-hint">
          {t('byHint')}
        </span>
      </label>
    </>
  );
}
