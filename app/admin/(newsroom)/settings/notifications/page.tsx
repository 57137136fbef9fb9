import { getTranslations } from 'next-intl/server';
import { readTimeZone } from '#app/admin/(newsroom)/reads';
import { requireActor } from '#app/admin/gate';
import { DeletionForm } from '#components/staff/deletion-form';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { PushDevices } from '#components/staff/push/push-devices';
import { PushFields } from '#components/staff/push/push-fields';
import { TestPush } from '#components/staff/push/test-push.island';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { StaffForm } from '#components/staff/staff-form.island';
import { renewPushKeysAction, savePushSettingsAction, testPushAction } from './actions.ts';
import { readPushSettings } from './reads.ts';

export async function generateMetadata() {
  await requireActor('push.edit');
  return { title: (await getTranslations('push'))('title') };
}

export default async function PushSettingsPage() {
  const actor = await requireActor('push.edit');
  const [t, settings, timeZone] = await Promise.all([
    getTranslations('push'),
    readPushSettings(actor),
    readTimeZone(actor.language),
  ]);
  return (
    <NewsroomPage actor={actor} room="settings" title={t('title')}>
      <SettingsTabs actor={actor} here="notifications" />
      <p className="mb-4 max-w-2xl">{t('intro')}</p>
      {settings?.isReadable === false ? (
        <p className="message message-trouble mb-4 max-w-2xl">{t('unreadable')}</p>
      ) : (
        <p className="mb-4">
          <span className="state">{t(settings?.isOn ? 'on' : 'off')}</span>
        </p>
      )}
      <StaffForm
        action={savePushSettingsAction}
        label={t('title')}
        className="grid max-w-2xl gap-4"
        seen={settings?.version ?? 0}
      >
        <PushFields settings={settings} timeZone={timeZone} />
        <button type="submit" className="button button-main justify-self-start">
          {settings ? t('save') : t('begin')}
        </button>
      </StaffForm>
      {settings && (
        <>
          <PushDevices devices={settings.devices} />
          {settings.isReadable && (
            <TestPush
              publicKey={settings.publicKey}
              action={testPushAction}
              words={{ test: t('test'), hint: t('testHint'), unable: t('testUnable') }}
            />
          )}
          <DeletionForm
            name="key"
            value="keys"
            label={t('renewKeys')}
            confirm={t('renewKeysConfirm')}
            hint={t('renewKeysHint')}
            action={renewPushKeysAction}
          />
        </>
      )}
    </NewsroomPage>
  );
}
