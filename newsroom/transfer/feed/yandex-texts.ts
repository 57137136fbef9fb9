const NAMES = ['turbo:content', 'yandex:full-text'];

/**
 * A feed of RSS whose entries have their whole texts where feeds keep them: those that are made for Yandex write them
 * for it alone. What an entry has there already stays.
 */
export function withYandexTexts(feed: string): string {
  if (!NAMES.some((name) => feed.includes(`<${name}`))) return feed;
  return feed.split('</item>').map(withText).join('</item>');
}

function withText(item: string): string {
  const name = NAMES.find((each) => item.includes(`</${each}>`));
  if (!name || item.includes('<content:encoded')) return item;
  return item.replaceAll(`<${name}`, '<content:encoded').replaceAll(`</${name}>`, '</content:encoded>');
}
