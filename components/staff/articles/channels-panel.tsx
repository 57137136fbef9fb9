import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { OwnText } from '#components/staff/articles/own-text.island';
import { Panel } from '#components/staff/articles/panel';
import type { ArticleAction } from '#components/staff/articles/publication-panel';
import { ArticleForm } from '#editor/article/article-form.island.tsx';
import { channelAddress } from '#i18n/admin-addresses';
import { dateAndTime } from '#i18n/dates';
import type { Language } from '#i18n/languages';
import type { PreviewedPost } from '#newsroom/deliveries/channels/preview-posts';

type Place = { language: Language; timeZone: string };

/** What each channel shows of the article, what it will show, and whether it is to show anything. */
export function ChannelsPanel({
  channels,
  shown,
  maySettle,
  action,
}: {
  channels: PreviewedPost[];
  shown: Place;
  /** Whether this person may say what became of a post. */
  maySettle: boolean;
  action: ArticleAction;
}) {
  const t = useTranslations('editArticle.channels');
  return (
    // What somebody has written is seen; without a script the answer to saving it stands here too.
    <Panel
      id="channels"
      title={t('title')}
      open={channels.some((channel) => isInTrouble(channel) || channel.version > 0)}
    >
      <ul className="grid gap-6">
        {channels.map((channel) => (
          <li key={channel.channelId} className="grid gap-2 [overflow-wrap:anywhere]">
            <p className="font-semibold">{channel.name}</p>
            <Shown channel={channel} shown={shown} />
            {isAsked(channel) && maySettle && (
              <a href={channelAddress(channel.channelId, { show: 'unsettled' })} className={LINK}>
                {t('settle')}
              </a>
            )}
            <OwnPost channel={channel} action={action} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const LINK = 'inline-flex min-h-11 items-center justify-self-start underline';

function isAsked({ delivery, repeats }: PreviewedPost): boolean {
  return !repeats && delivery?.state === 'maybe_sent';
}

function isInTrouble(channel: PreviewedPost): boolean {
  return isAsked(channel) || ['failed', 'given_up'].includes(channel.delivery?.state ?? '');
}

function Shown({ channel, shown }: { channel: PreviewedPost; shown: Place }) {
  const t = useTranslations('editArticle.channels');
  const { isOn, url, state, name } = channel;
  const post = usePost(channel, shown);
  const open = useOpen(channel);
  return (
    <>
      {!isOn && <p>{t('off')}</p>}
      {(post || !open) && <p>{post ?? t('notPosted')}</p>}
      {open && <p className={isInTrouble(channel) ? 'text-accent' : undefined}>{open}</p>}
      {url && state !== 'withdrawn' && (
        <a href={url} className={LINK} target="_blank" rel="noreferrer" aria-label={t('viewOf', { name })}>
          {t('view')}
        </a>
      )}
    </>
  );
}

/** What the channel shows; null for nothing. */
function usePost({ state, postedAt, changedAt }: PreviewedPost, { language, timeZone }: Place): string | null {
  const t = useTranslations('editArticle.channels');
  if (!state || !postedAt || !changedAt) return null;
  const [posted, changed] = [postedAt, changedAt].map((time) => dateAndTime(time, language, timeZone)) as [
    string,
    string,
  ];
  if (state === 'withdrawn') return t('withdrawn', { time: changed });
  return state === 'edited' ? t('edited', { posted, changed }) : t('posted', { time: posted });
}

/** What is still to be done, or why nothing was; null where all is done. */
function useOpen(channel: PreviewedPost): string | null {
  const t = useTranslations('editArticle.channels');
  const { delivery, state } = channel;
  if (!delivery) return null;
  if (isAsked(channel)) return t('asks');
  const { answer } = delivery;
  switch (delivery.state) {
    case 'waiting':
    case 'sending':
    case 'maybe_sent':
      return state && state !== 'withdrawn' ? t('changing') : t('waiting');
    case 'failed':
      return t('failed', { answer });
    case 'given_up':
      return t('givenUp', { answer });
    case 'left_out':
      return t('leftOut', { answer });
    default:
      return null;
  }
}

function OwnPost({ channel, action }: { channel: PreviewedPost; action: ArticleAction }) {
  const t = useTranslations('editArticle.channels');
  const { channelId, name, text, isLeftOut, version, preview, state } = channel;
  if (!preview) return null;
  const { room, counts, pictures } = preview;
  return (
    <>
      {!isLeftOut && (
        <details>
          <summary className="min-h-11 content-center">{t('preview')}</summary>
          <p className="whitespace-pre-line border-rule border-l-2 pl-3">{preview.text}</p>
          <p className="field-hint">{t('pictures', { count: pictures })}</p>
        </details>
      )}
      <ArticleForm action={action} label={t('form', { name })} savedAs={version}>
        {/* Begins anew with what the server has, when that has become another. */}
        <Fragment key={version}>
          <input type="hidden" name="channel" value={channelId} />
          <input type="hidden" name="seen" value={version} />
          <OwnText
            id={`channel-${channelId}`}
            label={t('text')}
            hint={t('textHint', { room })}
            value={text}
            room={room}
            counts={counts}
          />
          <label className="flex min-h-11 items-center gap-2">
            <input type="checkbox" name="isLeftOut" value="yes" defaultChecked={isLeftOut} /> {t('leaveOut')}
          </label>
        </Fragment>
        {state && state !== 'withdrawn' && <p className="field-hint">{t('later')}</p>}
        <button type="submit" className="button">
          {t('save')}
        </button>
      </ArticleForm>
    </>
  );
}
