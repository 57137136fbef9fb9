import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { deleteOldWireIdentities, deleteOldWireItems } from '#newsroom/wire/delete-old-wire';
import { takeEntries } from '#newsroom/wire/take-entries';
import type { WireEntry } from '#newsroom/wire/wire-entry';
import { database } from '#platform/database';

let source: number;
let other: number;

beforeAll(createSiteSettings);
beforeEach(async () => {
  await database().wireItem.deleteMany();
  await database().wireSource.deleteMany();
  const made = await Promise.all(
    ['a', 'b'].map((name) =>
      database().wireSource.create({
        data: {
          name: `Agency ${name}`,
          address: `https://${name}.example/feed`,
          language: 'en',
          credit: `Credit ${name}`,
        },
        select: { id: true },
      }),
    ),
  );
  [source, other] = made.map(({ id }) => id) as [number, number];
});

const TEXT =
  '<p>Heavy rain has closed the road between Gyumri and Vanadzor for the second day in a row, the ministry said.</p>' +
  '<p>Rescuers have brought some forty people to safety, and the army is clearing the road.</p>';

const entry = (given: Partial<WireEntry> = {}): WireEntry => ({
  ...{ id: '1', link: 'https://a.example/1', wireVersion: null, status: 'usable', headline: 'Rain closes a road' },
  ...{ standfirst: 'In the north', html: TEXT, language: 'en-GB', note: '', credit: '', pictures: [], ...given },
});
const numbered = (version: number, given: Partial<WireEntry> = {}) => entry({ wireVersion: version, ...given });

const items = () =>
  database().wireItem.findMany({ orderBy: { id: 'asc' }, include: { versions: { orderBy: { version: 'asc' } } } });

it('takes in an entry with all that it says, once', async () => {
  const published = new Date('2026-11-20T10:00:00Z');
  const one = entry({
    published,
    html: `${TEXT}<img src="/rain.jpg"><script>x</script>`,
    pictures: [{ address: 'https://a.example/p.jpg', caption: 'C', credit: 'P' }],
  });
  expect(await takeEntries(source, [one])).toEqual({ items: 1, versions: 0, failures: 0 });
  expect(await takeEntries(source, [one])).toEqual({ items: 0, versions: 0, failures: 0 });
  const [item] = await items();
  expect(item).toMatchObject({
    ...{ agency: 'Agency a', credit: 'Credit a', language: 'en', guid: '1', version: 1, status: 'usable' },
    ...{ headline: 'Rain closes a road', link: 'https://a.example/1', publishedAt: published, stackId: item?.id },
    pictures: [{ address: 'https://a.example/p.jpg' }, { address: 'https://a.example/rain.jpg' }],
    versions: [{ version: 1, standfirst: 'In the north' }],
  });
  expect(JSON.stringify(item?.versions)).toContain('closed the road');
  expect(JSON.stringify(item?.versions)).not.toContain('<');
});

it('says nothing new of ids, links and pictures that change at each poll', async () => {
  const published = new Date('2026-11-20T10:00:00Z');
  for (let poll = 0; poll < 4; poll++) {
    const changing = {
      id: poll < 2 ? `random-${poll}` : 'kept',
      link: poll < 3 ? `https://a.example/1` : `https://a.example/1?session=${poll}`,
      pictures: [{ address: `https://a.example/${poll}.jpg`, caption: '', credit: '' }],
      html: `${TEXT}<p><a href="https://a.example/more?t=${poll}">More</a></p>`,
    };
    await takeEntries(source, [entry({ ...changing, published })]);
  }
  expect(await items()).toMatchObject([{ version: 1 }]);
});

it('takes an item that a document lists twice, in other words, as the first says it', async () => {
  const twice = [entry({ standfirst: 'The road is open again' }), entry({ standfirst: 'The road is closed' })];
  expect(await takeEntries(source, twice)).toEqual({ items: 1, versions: 0, failures: 0 });
  expect(await takeEntries(source, twice)).toEqual({ items: 0, versions: 0, failures: 0 });
  expect(await items()).toMatchObject([{ version: 1, standfirst: 'The road is open again' }]);
});

it('takes in an entry without date, id and link once', async () => {
  const bare = entry({ id: '', link: '' });
  await takeEntries(source, [bare]);
  await takeEntries(source, [bare, entry({ id: '', link: '', headline: 'Another' })]);
  expect((await items()).map(({ headline }) => headline)).toEqual(['Rain closes a road', 'Another']);
});

it('does not take in again what has expired', async () => {
  await takeEntries(source, [entry()]);
  await database().wireItem.updateMany({ data: { changedAt: new Date(Date.now() - 31 * 86_400_000) } });
  expect(await deleteOldWireItems(10)).toBe(1);
  for (const again of [entry(), entry({ html: 'Changed' })])
    expect(await takeEntries(source, [again])).toEqual({ items: 0, versions: 0, failures: 0 });
  await database().wireIdentity.updateMany({ data: { seenAt: new Date(Date.now() - 731 * 86_400_000) } });
  expect(await deleteOldWireIdentities(10)).toBe(4);
});

it('takes an entry that two machines have at once only once', async () => {
  const list = Array.from({ length: 8 }, (_, index) =>
    entry({
      id: `i${index}`,
      link: `https://a.example/${index}`,
      headline: `Headline ${index}`,
      html: `Text ${index}`,
    }),
  );
  const taken = await Promise.all([1, 2, 3, 4].map(() => takeEntries(source, list)));
  expect(taken.reduce((sum, one) => sum + one.items, 0)).toBe(8);
  expect(await items()).toHaveLength(8);
  expect(await database().wireVersion.count()).toBe(8);
  const changed = await Promise.all(
    [1, 2, 3].map(() =>
      takeEntries(
        source,
        list.map((one) => ({ ...one, html: 'New' })),
      ),
    ),
  );
  expect(changed.reduce((sum, one) => sum + one.versions, 0)).toBe(8);
});

describe('versions', () => {
  it('keeps each, and the newest stands for the item', async () => {
    await takeEntries(source, [entry()]);
    await takeEntries(source, [entry({ headline: 'Rain closes two roads', html: '<p>Two.</p>' })]);
    expect(await items()).toMatchObject([
      { version: 2, headline: 'Rain closes two roads', versions: [{ headline: 'Rain closes a road' }, { version: 2 }] },
    ]);
  });

  it('takes a higher number and no lower one, in whatever order they come', async () => {
    await takeEntries(source, [numbered(3, { headline: 'Three' }), numbered(2, { headline: 'Two' })]);
    await takeEntries(source, [numbered(1, { headline: 'One' })]);
    expect(await items()).toMatchObject([{ wireVersion: 3, headline: 'Three' }]);
    await takeEntries(source, [numbered(20261120101112, { headline: 'Newest' })]);
    await takeEntries(source, [numbered(4, { headline: 'Four' })]);
    expect(await items()).toMatchObject([{ wireVersion: 20261120101112, headline: 'Newest' }]);
  });

  it('knows of a kill that comes before what it kills', async () => {
    await takeEntries(source, [numbered(2, { status: 'canceled', headline: '', html: '' })]);
    await takeEntries(source, [numbered(1)]);
    expect(await items()).toMatchObject([{ status: 'canceled', headline: '1' }]);
  });

  it('keeps fifty of a text that changes at each poll', async () => {
    for (let count = 1; count <= 53; count++) await takeEntries(source, [entry({ html: `Text ${count}` })]);
    expect(await database().wireVersion.count()).toBe(50);
    expect(await items()).toMatchObject([{ version: 53 }]);
  });

  it('marks a kill, keeps the headline, and tells of each story in the log', async () => {
    await takeEntries(source, [numbered(1)]);
    const [item] = await items();
    const { articles } = await createStory({ slugs: { en: 'rain' } });
    await database().wireUse.create({
      data: { itemId: item?.id ?? 0, articleId: articles.en, usedVersion: 1, seenVersion: 1 },
    });
    await takeEntries(source, [numbered(2, { status: 'canceled', headline: '', html: '', note: 'Kill' })]);
    expect(await items()).toMatchObject([
      { status: 'canceled', headline: 'Rain closes a road', versions: [{}, { status: 'canceled', note: 'Kill' }] },
    ]);
    expect(await database().auditEntry.findMany({ where: { event: 'article.wireCanceled' } })).toMatchObject([
      { resource: 'article', resourceId: String(articles.en), detail: { agency: 'Agency a' } },
    ]);
    // What is used does not expire.
    await database().wireItem.updateMany({ data: { changedAt: new Date(0) } });
    expect(await deleteOldWireItems(10)).toBe(0);
  });
});

describe('stacks', () => {
  it('puts together what two agencies tell, by the headline or by the first words', async () => {
    await takeEntries(source, [entry()]);
    await takeEntries(other, [
      entry({ id: 'b1', link: '', headline: 'Rain closes a road again', html: '<p>Quite other words stand here.</p>' }),
      entry({ id: 'b2', link: '', headline: 'Forty people rescued in the north' }),
      entry({
        id: 'b3',
        link: '',
        headline: 'Parliament votes',
        html: '<p>Nothing about weather is in it at all.</p>',
      }),
    ]);
    const all = await items();
    const first = all[0]?.id;
    const stacks = Object.fromEntries(
      all.map(({ guid, stackId, id }) => [guid, stackId === id ? 'alone' : stackId === first]),
    );
    expect(stacks).toEqual({ '1': 'alone', b1: true, b2: true, b3: 'alone' });
  });

  it('leaves apart what is older than a day, or in another language', async () => {
    await takeEntries(source, [entry()]);
    await database().wireItem.updateMany({ data: { receivedAt: new Date(Date.now() - 25 * 3_600_000) } });
    await takeEntries(other, [entry({ id: 'b1', link: '' }), entry({ id: 'b2', link: '', language: 'ru' })]);
    expect((await items()).every(({ id, stackId }) => id === stackId)).toBe(true);
  });
});

it('stores what PostgreSQL cannot, and what is too long', async () => {
  await takeEntries(source, [
    entry({ headline: `A\0${'b'.repeat(400)}`, standfirst: '\ud800', html: '\0'.repeat(5) + 'x'.repeat(30_000) }),
  ]);
  const [item] = await items();
  expect(item?.headline).toMatch(/^Ab{298}…$/);
});

it('takes in nothing of a source that was removed', async () => {
  await database().wireSource.delete({ where: { id: source } });
  expect(await takeEntries(source, [entry()])).toEqual({ items: 0, versions: 0, failures: 0 });
});

it('stores the others where one cannot be stored, and says that there was one', async () => {
  const impossible = entry({ id: 'b', link: '', headline: 'B', status: 'unheard of' as 'usable' });
  const others = ['a', 'c'].map((id) => entry({ id, link: '', headline: id, html: id }));
  expect(await takeEntries(source, [...others, impossible])).toEqual({ items: 2, versions: 0, failures: 1 });
});

it('takes in a long document whole', async () => {
  const many = Array.from({ length: 450 }, (_, index) =>
    entry({ id: `i${index}`, link: '', headline: `Headline ${index}`, html: `Text ${index}` }),
  );
  expect(await takeEntries(source, many)).toEqual({ items: 450, versions: 0, failures: 0 });
  expect(await takeEntries(source, many)).toEqual({ items: 0, versions: 0, failures: 0 });
  const newest = await database().wireItem.findFirst({ orderBy: { id: 'desc' } });
  expect(newest?.guid).toBe('i0');
});
