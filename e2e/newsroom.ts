import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import newsroomEn from '#messages/newsroom/en.json' with { type: 'json' };

export const W = newsroomEn;

/**
 * People of the newsroom, each at a browser of their own. At `closeAll`, which ends a test, any error in one of their
 * consoles fails it, unless the test has said that it causes it.
 */
export class Newsroom {
  readonly #contexts: BrowserContext[] = [];
  readonly #errors: string[] = [];
  readonly #expected: RegExp[] = [];
  readonly browser: Browser;
  readonly origin: string;
  constructor(browser: Browser, origin: string) {
    this.browser = browser;
    this.origin = origin;
  }

  async seat(
    who: { email: string; password: string },
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.origin, locale: 'en', ...options });
    this.#contexts.push(context);
    const page = await context.newPage();
    page.on(
      'console',
      (message) => message.type() === 'error' && this.#errors.push(`${message.text()} ${message.location().url}`),
    );
    // In each of their windows: what React throws away because the server drew something else is one too.
    context.on('weberror', (error) => this.#errors.push(String(error.error())));
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto('/admin/sign-in');
    await page.getByLabel(/^(Email|Электронная почта|Էլ. փոստ)$/).fill(who.email);
    await page.locator('input[name=password]').fill(who.password);
    await page.locator('main form button[type=submit]').first().click();
    await page.waitForURL(/\/admin$/);
    return page;
  }

  /** Errors that this test causes on purpose, until `closeAll`. Each has to occur. */
  expectErrors(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  async closeAll(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close();
    const [errors, expected] = [this.#errors.splice(0), this.#expected.splice(0)];
    expect(errors.filter((error) => !expected.some((pattern) => pattern.test(error)))).toEqual([]);
    const missing = expected.filter((pattern) => !errors.some((error) => pattern.test(error)));
    expect(missing, 'errors that were expected but did not occur').toEqual([]);
  }
}

/** Begins a story in the section that stands first; returns the article's id. */
export async function beginStory(page: Page, kind = 'article'): Promise<number> {
  await page.goto('/admin');
  await page.getByText(W.articles.create.open, { exact: true }).click();
  await page.getByLabel(W.fields.kind).selectOption(kind);
  await page.getByRole('button', { name: W.articles.create.submit }).click();
  await page.waitForURL(/\/articles\/\d+$/);
  return Number(page.url().split('/').at(-1));
}

export const headlineOf = (page: Page) => page.getByRole('textbox', { name: W.articleText.headline, exact: true });
export const standfirstOf = (page: Page) => page.getByRole('textbox', { name: W.articleText.standfirst, exact: true });
export const bodyOf = (page: Page) => page.getByRole('textbox', { name: W.articleText.body, exact: true });

/** Writes what stands in the fields, in place of what stood there. */
export async function write(
  page: Page,
  { headline, standfirst, body }: { headline?: string; standfirst?: string; body?: string },
): Promise<void> {
  if (headline !== undefined) await headlineOf(page).fill(headline);
  if (standfirst !== undefined) await standfirstOf(page).fill(standfirst);
  if (body !== undefined) {
    await bodyOf(page).click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(body);
  }
}

/** Saves on purpose and waits until the server has it. */
export async function save(page: Page): Promise<void> {
  await page.locator('.save-bar').getByRole('button', { name: W.saving.save, exact: true }).click();
  await expect(page.locator('.save-bar > [role=status]')).toHaveText(/^Saved/);
}

/** Presses a button inside the form of that name, and waits for the answer. */
export async function act(page: Page, form: string, button: string, answer: string): Promise<void> {
  const place = page.getByRole('form', { name: form, exact: true });
  await place.getByRole('button', { name: button, exact: true }).click();
  await expect(page.getByText(answer, { exact: true }).first()).toBeVisible();
}
