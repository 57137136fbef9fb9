import { expect, type Page, test } from '@playwright/test';
import { Newsroom } from '#e2e/newsroom';
import { type OwnServer, startOwnServer } from '#e2e/own-server';
import { actorFor, createStaffMember, createStory } from '#e2e/test-data';
import * as addresses from '#i18n/admin-addresses';
import { createTranslation } from '#newsroom/editing/create-translation';
import type { Actor } from '#newsroom/permissions/actor';
import { createPage } from '#newsroom/settings/create-page';
import { inviteColleague } from '#newsroom/staff/create-token-link';
import { createTopic } from '#newsroom/topics/save-topic';
import { draftFromWire } from '#newsroom/wire/draft-from-wire';
import { takeEntries } from '#newsroom/wire/take-entries';
import type { WireEntry } from '#newsroom/wire/wire-entry';
import { database } from '#platform/database';

// Every screen of the newsroom on the smallest phone, and the list of articles on a usual one.
test.describe.configure({ mode: 'default', timeout: 240_000 });

const LANGUAGES = ['en', 'ru', 'hy'] as const;
type Code = (typeof LANGUAGES)[number];
/** As people write headlines: two lines of a phone, with words that are long in their language. */
const HEADLINE: Record<Code, string> = {
  en: 'Parliament adopts the budget after a night of amendments',
  ru: 'Парламент принял бюджет после ночного обсуждения поправок',
  hy: 'Խորհրդարանն ընդունեց բյուջեն փոփոխությունների քննարկումից հետո',
};

let house: OwnServer;
let room: Newsroom;
let articles: Record<Code, number>;
let source = 0;
let translation = 0;
let invitation = '';
let wire = { source: 0, item: 0, article: 0 };
const people = new Map<Code, { email: string; password: string }>();

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  await house.onStage(async () => {
    for (let n = 0; n < 12; n++) {
      const created = await createStory({ slugs: { en: `en-${n}`, ru: `ru-${n}`, hy: `hy-${n}` } });
      articles = created.articles as typeof articles;
      for (const code of LANGUAGES) {
        const id = articles[code];
        await database().workingCopy.update({ where: { articleId: id }, data: { headline: HEADLINE[code] } });
        await database().article.update({ where: { id }, data: { headline: HEADLINE[code] } });
      }
    }
    const editor = await actorFor('administrator', 'Hovhannes Ter-Hovhannisyan');
    const alone = await createStory({ slugs: { en: 'to-translate' } });
    const created = await createTranslation(editor, alone.articles.en, 'ru');
    source = alone.articles.en;
    translation = created.ok ? created.articleId : 0;
    await createPage(editor, 'about', { en: { title: 'About', description: '' } });
    const invited = await inviteColleague(editor, { email: 'new@paper.example', role: 'editor', language: 'en' });
    invitation = invited.ok ? invited.token : '';
    for (const code of LANGUAGES) {
      people.set(code, await createStaffMember('administrator', 'Hovhannes Ter-Hovhannisyan', code));
      await putIntoEveryStatus(code, editor.id);
    }
    wire = await makeWireStory(editor);
    await createTopic(editor, 'section', 'village', { en: { name: 'Village life', about: '' } });
  });
  room = new Newsroom(browser, (await house.startWeb()).origin);
});
/** A story of an agency that has sent a new version and then a kill. */
async function makeWireStory(editor: Actor) {
  const { id } = await database().wireSource.create({
    data: { name: 'Hovhannes-Ter-Hovhannisyan-Agency', address: 'folder:agency', language: 'en', credit: 'Agency' },
  });
  const link = `https://agency.example/${'a-long-address-'.repeat(8)}`;
  const entry = (wireVersion: number): WireEntry => ({
    ...{ id: 'urn:1', link, wireVersion, status: wireVersion === 3 ? 'canceled' : 'usable', headline: HEADLINE.en },
    ...{ standfirst: 'Short', html: `<p>Version ${wireVersion}</p>`, language: 'en', note: 'Note', credit: '' },
    pictures: [{ address: `${link}.jpg`, caption: 'Rain', credit: 'Anna' }],
  });
  await takeEntries(id, [entry(1)]);
  const item = (await database().wireItem.findFirstOrThrow()).id;
  const made = await draftFromWire(editor, { itemId: item, section: 'region' });
  for (const version of [2, 3]) await takeEntries(id, [entry(version)]);
  await database().wireSource.update({ where: { id }, data: { trouble: 'status', troubleDetail: '503', failures: 4 } });
  return { source: id, item, article: made.ok ? made.articleId : 0 };
}

test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

/** Gives an article of a language each status that the list can show. */
async function putIntoEveryStatus(language: Code, createdById: string): Promise<void> {
  const all = await database().article.findMany({
    where: { language, sourceArticleId: null },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  const statuses = [
    { state: 'published', workflow: 'draft', isPending: true },
    { state: 'published', workflow: 'in_review', isPending: true },
    { state: 'published', workflow: 'ready', isPending: true },
    { state: 'scheduled', workflow: 'ready', isPending: false },
    { state: 'withdrawn', workflow: 'ready', isPending: false },
    { state: 'draft', workflow: 'in_review', isPending: false },
  ] as const;
  for (const [index, { state, workflow, isPending }] of statuses.entries()) {
    const id = all[index]?.id ?? 0;
    await database().article.update({ where: { id }, data: { state, createdById } });
    await database().workingCopy.update({
      where: { articleId: id },
      data: { workflow, ...(isPending && { version: { increment: 1 } }) },
    });
  }
}

/** What is out of the screen's sides, and what covers the page's main button when somebody has scrolled to it. */
async function expectFits(page: Page, width: number): Promise<void> {
  const found = await page.evaluate((width) => {
    const scrolls = (one: Element) => /auto|scroll/.test(getComputedStyle(one).overflowX);
    const wide = [...document.querySelectorAll('body *')].filter((one) => {
      const { right, width: own } = one.getBoundingClientRect();
      let around = one.parentElement;
      while (around && !scrolls(around)) around = around.parentElement;
      return own > 1 && right > width + 1 && !around;
    });
    const isTooWide = document.documentElement.scrollWidth > width;
    const buttons = [...document.querySelectorAll<HTMLElement>('main .button-main, main form button[type=submit]')];
    const isShown = (one: HTMLElement) => one.checkVisibility({ visibilityProperty: true }) && one.offsetWidth > 1;
    const main = buttons.find((one) => one.matches('.button-main') && isShown(one)) ?? buttons.find(isShown);
    main?.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left = 0, top = 0, right = 0, bottom = 0 } = main?.getBoundingClientRect() ?? {};
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const isReached = !main || (left >= 0 && right <= width && main.contains(at));
    return {
      wide: isTooWide ? wide.map((one) => `${one.tagName} ${one.className}`).slice(0, 6) : [],
      isTooWide,
      covered: isReached ? null : `${main?.textContent} by ${at?.tagName} ${at?.className}`,
    };
  }, width);
  const { pathname } = new URL(page.url());
  expect({ pathname, ...found }).toEqual({ pathname, wide: [], isTooWide: false, covered: null });
}

test('a section without a name in the language of the newsroom is marked, in lists and where it is chosen', async () => {
  const page = await room.seat(people.get('hy') ?? { email: '', password: '' });
  await page.goto(addresses.topicsAddress('section'));
  const row = page.getByRole('row').filter({ hasText: 'Village life' });
  await expect(row.getByRole('link')).toHaveText('Village life (անուն դեռ չկա՝ Հայերեն)');
  await expect(row.getByText('Village life', { exact: true })).toHaveAttribute('lang', 'en');
  await page.goto(addresses.editAddress(articles.en));
  const choice = page.locator('select[name=section] option[value=village]');
  await expect(choice).toHaveText('Village life (անուն դեռ չկա՝ Հայերեն)');
  // The tags of an English article are named as the newsroom speaks.
  await expect(page.locator('.tag-field input[value=water]').locator('xpath=..')).toHaveText('water hy');
});

for (const code of LANGUAGES) {
  test(`every screen is no wider than 320 px and its main button is within reach, in ${code}`, async () => {
    const viewport = { width: 320, height: 640 };
    const page = await room.seat(people.get(code) ?? { email: '', password: '' }, { viewport, locale: code });
    const id = articles[code];
    const screens = [
      ...[addresses.ADMIN, addresses.ARTICLES, addresses.TRANSLATIONS, addresses.PICTURES, addresses.TRASH],
      ...[addresses.SETTINGS, addresses.HOUSE_ADS, addresses.SITE_PAGES, addresses.PEOPLE, addresses.ACCOUNT],
      ...[addresses.ACTIVITY, addresses.editAddress(id), addresses.revisionsAddress(id)],
      ...[
        addresses.revisionsAddress(source, 1),
        addresses.sideBySideAddress(translation),
        addresses.previewAddress(id),
      ],
      addresses.frontLayoutAddress({ language: code, version: '0', layout: `${id}.lead.4000000000.`, q: 'en' }),
      addresses.frontPreviewAddress({ language: code, layout: '' }),
      ...['section', 'tag', 'author'].map((kind) => addresses.topicsAddress(kind)),
      ...['section', 'tag', 'author'].map((kind) => addresses.newTopicAddress(kind)),
      ...[addresses.topicAddress('section', 'region'), addresses.topicAddress('tag', 'water')],
      ...[addresses.topicAddress('author', 'anna'), addresses.sitePageAddress('about')],
      addresses.sitePageAddress('about', 'en'),
      ...[addresses.REDIRECTS, addresses.UNANSWERED, addresses.REDIRECT_FILES, addresses.IMPORTS, addresses.EXPORTS],
      ...[addresses.APPEARANCE, addresses.MENU_SETTINGS, addresses.DEMO, addresses.API_TOKENS, addresses.WEBHOOKS],
      addresses.CDN_SETTINGS,
      addresses.CHANNELS,
      addresses.PUSH_SETTINGS,
      addresses.BACKUPS,
      addresses.PRIVACY,
      ...[
        addresses.WIRE,
        addresses.wireItemAddress(wire.item),
        addresses.wireComparisonAddress(wire.item, wire.article),
      ],
      ...[addresses.SOURCES, addresses.sourceAddress(wire.source), addresses.editAddress(wire.article)],
    ];
    for (const screen of screens) {
      expect([screen, (await page.goto(screen))?.status()]).toEqual([screen, 200]);
      // What is folded away is part of the screen too.
      await page.evaluate(() => {
        for (const part of document.querySelectorAll('details')) part.open = true;
      });
      await expectFits(page, viewport.width);
      // Tabs are scrolled to the one that is shown.
      const tab = page.locator('main .newsroom-nav [aria-current]');
      const isBesideScreen = () =>
        tab.evaluateAll((all) =>
          all.some((one) => one.getBoundingClientRect().left < 0 || one.getBoundingClientRect().right > innerWidth),
        );
      await expect.poll(isBesideScreen, { message: screen }).toBe(false);
    }
    // An open editor would say that it is closed, and not be known any more.
    await page.goto(addresses.ACCOUNT);
    await page.context().clearCookies();
    for (const screen of [addresses.SIGN_IN, addresses.FORGOT_PASSWORD, addresses.accountLinkAddress(invitation)]) {
      expect([screen, (await page.goto(screen))?.status()]).toEqual([screen, 200]);
      await expectFits(page, viewport.width);
    }
  });

  test(`a story in the list is three lines at most on a phone, and nothing that matters is missing, in ${code}`, async () => {
    const page = await room.seat(people.get(code) ?? { email: '', password: '' }, {
      viewport: { width: 360, height: 740 },
    });
    await page.goto(`${addresses.ARTICLES}?language=${code}`);
    if (process.env.PICTURES)
      await page.locator('.article-table').screenshot({ path: `${process.env.PICTURES}/articles-${code}.png` });
    const rows = await page.locator('.article-table tbody tr').evaluateAll((all) =>
      all.map((row) => {
        const isSeen = (one: Element | null | undefined) => (one?.getBoundingClientRect().width ?? 0) > 20;
        const tops = new Set<number>();
        const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.parentElement?.closest('.unseen, .section, .state-implied, time, .who')) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          const clip = node.parentElement?.getBoundingClientRect().bottom ?? 0;
          for (const { bottom } of range.getClientRects()) if (bottom < clip + 8) tops.add(Math.round(bottom / 12));
        }
        const cells = ['.wide a', '.status', '.who', 'time'].map((cell) => isSeen(row.querySelector(cell)));
        return { lines: tops.size, height: row.getBoundingClientRect().height, cells };
      }),
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { lines, height, cells } of rows) {
      expect(lines).toBeLessThanOrEqual(3);
      expect(height).toBeLessThan(96);
      expect(cells).toEqual([true, true, true, true]);
    }
    // Whoever listens hears the section and every word of the status.
    const row = page.locator('.article-table tbody tr').first();
    await expect(row.getByRole('cell')).toHaveCount(7);
    await expect(row.getByRole('link')).toHaveText(HEADLINE[code]);
    await row.getByRole('checkbox').focus();
    await page.keyboard.press('Tab');
    await expect(row.getByRole('link')).toBeFocused();
  });
}
