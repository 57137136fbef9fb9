/**
 * What a message is called here (telegram.ts) whose link people see, such as https://t.me/paper/123; null where it is
 * none of that channel. Of an album only the picture with the text is known.
 */
export function messageOf(link: string, { chat, isPicture }: { chat: string; isPicture: boolean }): string | null {
  const url = URL.parse(/^https?:\/\//i.test(link) ? link : `https://${link}`);
  if (!url || !['t.me', 'telegram.me', 'www.t.me'].includes(url.hostname)) return null;
  // Private channels have numbers; /s/ is the channel as the web shows it.
  const [, place = '', id = ''] = /^\/(?:s\/)?(c\/\d+|\w+)\/([1-9]\d{0,9})\/?$/.exec(url.pathname) ?? [];
  const own = chat.startsWith('@') ? chat.slice(1) : `c/${chat.slice('-100'.length)}`;
  return id && place.toLowerCase() === own.toLowerCase() ? `${isPicture ? 'caption' : 'text'} ${id}` : null;
}
