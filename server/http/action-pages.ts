import { readFileSync } from 'node:fs';

/** Next's manifests: the address of each page, and the pages that have each server action. */
type Routes = Record<string, string>;
type Actions = { node: Record<string, { workers: Record<string, unknown> }> };

/** Tells which server actions belong to which pages of the newsroom. */
export class ActionPages {
  readonly #actions: Actions['node'];
  /** The most particular address first, as Next matches them. */
  readonly #pages: { page: string; pattern: RegExp }[];

  constructor(routes: Routes, actions: Actions) {
    this.#actions = actions.node;
    this.#pages = Object.entries(routes)
      .sort(([, one], [, other]) => (rankOf(one) < rankOf(other) ? -1 : 1))
      .map(([page, address]) => ({ page: `app${page}`, pattern: patternOf(address) }));
  }

  /**
   * Whether there is an action, but not on the page at a path. Next would send such a request on to the server itself,
   * on a connection that is kept, and may wait on it for ever after one that broke off. No form of ours does that.
   */
  isElsewhere(action: string, path: string): boolean {
    const workers = Object.hasOwn(this.#actions, action) ? this.#actions[action]?.workers : undefined;
    const page = this.#pages.find(({ pattern }) => pattern.test(path))?.page ?? '';
    return workers !== undefined && !(page in workers);
  }
}

/** Those of the build. */
export function readActionPages(): ActionPages {
  const read = (file: string) => JSON.parse(readFileSync(`.next/${file}`, 'utf8'));
  return new ActionPages(read('app-path-routes-manifest.json'), read('server/server-reference-manifest.json'));
}

/** Sorts parts that are given before those that stand for one, and these before those that stand for many. */
function rankOf(address: string): string {
  return address.replaceAll('[...', '~~').replaceAll('[', '~');
}

function patternOf(address: string): RegExp {
  const parts = address.replace(/\[\.\.\.[^\]]+\]/g, '.+').replace(/\[[^\]]+\]/g, '[^/]+');
  return new RegExp(`^${parts}/?$`);
}
