import { getTranslations } from 'next-intl/server';
import { DoorPage } from '#components/staff/door-page';
import { Field } from '#components/staff/field';
import { StaffForm } from '#components/staff/staff-form.island';
import { speakToStranger } from '../../gate.ts';
import { giveSecondFactor } from './actions.ts';

export async function generateMetadata() {
  await speakToStranger();
  const t = await getTranslations('secondFactor');
  return { title: t('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SecondFactorPage({ searchParams }: Props) {
  await speakToStranger();
  const t = await getTranslations('secondFactor');
  const { to } = await searchParams;
  return (
    <DoorPage title={t('title')}>
      <StaffForm action={giveSecondFactor} className="grid gap-4">
        <input type="hidden" name="to" value={typeof to === 'string' ? to : ''} />
        <Field label={t('code')} name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={12} autoFocus />
        <Field label={t('recovery')} name="recovery" autoComplete="off" maxLength={40} />
        <button type="submit" className="button button-main">
          {t('submit')}
        </button>
      </StaffForm>
    </DoorPage>
  );
}
