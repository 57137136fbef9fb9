import { useTranslations } from 'next-intl';
import { channelAddress } from '#i18n/admin-addresses';
import { isKnownLanguage, languageOf } from '#i18n/languages';
import type { ListedChannel } from '#newsroom/deliveries/channels/list-channels';

/** Channels, each with what is posted there and whether it arrives. */
export function ChannelList({ channels }: { channels: ListedChannel[] }) {
  const t = useTranslations('channels');
  return (
    <ul className="grid gap-4">
      {channels.map((channel) => (
        <li key={channel.id} className="border-rule border-b pb-3">
          <a
            href={channelAddress(channel.id)}
            className="inline-flex min-h-11 items-center font-semibold underline [overflow-wrap:anywhere]"
          >
            {channel.name}
          </a>{' '}
          <span className="state">{t(`state.${channel.state}`)}</span>
          <p>
            {t(`kinds.${channel.kind}`)} · {channel.languages.map(nameOf).join(', ')}
          </p>
          <Trouble channel={channel} />
        </li>
      ))}
    </ul>
  );
}

/** What still waits for a channel and for people, how often it could not be reached, and what it said last. */
export function Trouble({ channel: { id, open, unsettled, failures, answer, repeats } }: { channel: ListedChannel }) {
  const t = useTranslations('channels');
  return (
    <>
      <p className="text-small text-soft">
        {t('open', { count: open })}
        {failures > 0 && ` · ${t('failing', { count: failures })}`}
      </p>
      {!repeats && unsettled > 0 && (
        <p>
          <a
            href={channelAddress(id, { show: 'unsettled' })}
            className="inline-flex min-h-11 items-center text-accent underline"
          >
            {t('unsettled', { count: unsettled })}
          </a>
        </p>
      )}
      {answer && <p className="text-small text-soft [overflow-wrap:anywhere]">{t('answer', { answer })}</p>}
    </>
  );
}

function nameOf(code: string): string {
  return isKnownLanguage(code) ? languageOf(code).name : code;
}
