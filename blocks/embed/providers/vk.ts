import { type Provider, withQuery } from '#blocks/embed/provider';
import { startTime } from '#blocks/embed/start-time';

/** `-1_2` of `/video-1_2`, of `/playlist/…/video-1_2`, and of `z=video-1_2/…` on a page of somebody. */
function readId({ pathname, searchParams }: URL): RegExpExecArray | null {
  const place = searchParams.get('z') ?? pathname;
  const path = /(?:^|\/)(?:video|clip)(-?\d{1,12})_(\d{1,12})(?:\/|$)/.exec(place);
  const frame = pathname === '/video_ext.php' && `${searchParams.get('oid')}_${searchParams.get('id')}`;
  return frame ? /^(-?\d{1,12})_(\d{1,12})$/.exec(frame) : path;
}

export const vk: Provider = {
  hosts: /^((www|m)\.)?(vk\.(com|ru)|vkvideo\.ru)$/,
  origin: 'https://vkvideo.ru',
  shape: 'video',
  read(address) {
    const id = readId(address);
    if (!id) return undefined;
    const t = startTime(address);
    const hash = address.searchParams.get('hash');
    return {
      href: `https://vkvideo.ru${withQuery(`/video${id[1]}_${id[2]}`, { t, hash })}`,
      frame: withQuery('/video_ext.php', { oid: id[1], id: id[2], hd: 2, hash, t: t && `${t}s` }),
    };
  },
};
