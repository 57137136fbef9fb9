import { listMatches } from '#newsroom/search/list-matches';
import { isDay, type Search } from '#newsroom/search/match';
import { normalizeQuery } from '#newsroom/search/query-terms';
import { isAddressKey } from '#newsroom/settings/address-key';

type Parameters = Record<string, string | string[] | undefined>;

/** A search as its address tells it. What makes no sense there is taken for not given. */
export function readSearch(parameters: Parameters): { question: string; search: Search } {
  const given = (name: string) => [parameters[name] ?? ''].flat()[0] ?? '';
  const section = given('section');
  const days = [given('from'), given('to')];
  // Both the wrong way round are meant the right way.
  if (days.every(isDay)) days.sort();
  const [from = '', to = ''] = days;
  return {
    question: normalizeQuery(given('q')),
    search: {
      filter: { ...(isAddressKey(section) && { section }), ...(isDay(from) && { from }), ...(isDay(to) && { to }) },
      order: given('order') === 'date' ? 'date' : 'relevance',
      page: /^[1-9]\d{0,3}$/.test(given('page')) ? Number(given('page')) : 1,
    },
  };
}

export const readMatches = listMatches;
