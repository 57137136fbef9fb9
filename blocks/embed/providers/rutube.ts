import { type Provider, withQuery } from '#blocks/embed/provider';
import { startTime } from '#blocks/embed/start-time';

const FILM = /^\/(?:(?:live\/)?video(\/private)?|shorts|play\/embed|video\/embed)\/([\da-f]{32}|\d{5,12})\/?$/;

export const rutube: Provider = {
  hosts: /^((www|m)\.)?rutube\.ru$/,
  origin: 'https://rutube.ru',
  shape: 'video',
  read(address) {
    const film = FILM.exec(address.pathname);
    if (!film) return undefined;
    // A private film has a key.
    const parameters = { p: address.searchParams.get('p'), t: startTime(address) };
    const path = `/video${film[1] ?? ''}/${film[2]}/`;
    return {
      href: `https://rutube.ru${withQuery(path, parameters)}`,
      frame: withQuery(`/play/embed/${film[2]}`, parameters),
    };
  },
};
