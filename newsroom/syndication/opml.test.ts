import { parseOpml } from 'feedsmith';
import { expect, it } from 'vitest';
import { xmlErrors } from '#e2e/xml';
import { writeOpml } from '#newsroom/syndication/opml';

it('the list of feeds names each once, under its language', async () => {
  const topics = {
    sections: [{ key: 'region', name: 'Регион & \u0007<мир>' }],
    tags: [{ key: 'water', name: 'Вода' }],
    authors: [{ key: 'anna', name: 'Анна' }],
  };
  const none = { sections: [], tags: [], authors: [] };
  const xml = writeOpml(
    'Paper',
    [
      { language: 'ru', name: 'Газета', topics },
      { language: 'hy', name: 'Թերթ', topics: none },
    ],
    'https://news.test',
  );
  expect(await xmlErrors(xml, 'opml')).toEqual([]);
  const { body } = parseOpml(xml);
  expect(body?.outlines?.[1]?.outlines?.map(({ text, xmlUrl, htmlUrl }) => [text, xmlUrl, htmlUrl])).toEqual([
    ['Газета', 'https://news.test/ru/feed.xml', 'https://news.test/ru'],
    ['Регион & <мир>', 'https://news.test/ru/region/feed.xml', 'https://news.test/ru/region'],
    ['Вода', 'https://news.test/ru/tag/water/feed.xml', 'https://news.test/ru/tag/water'],
    ['Анна', 'https://news.test/ru/author/anna/feed.xml', 'https://news.test/ru/author/anna'],
  ]);
  expect(body?.outlines?.[2]).toMatchObject({
    text: 'Հայերեն',
    outlines: [{ xmlUrl: 'https://news.test/arm/feed.xml', language: 'hy' }],
  });
});
