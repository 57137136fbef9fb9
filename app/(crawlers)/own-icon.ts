import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_LANGUAGE } from '#i18n/languages';
import { findSiteFile } from '#newsroom/settings/find-site-file';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import type { IconSize } from '#newsroom/settings/look';

/** The site's own icon as PNG in a size; null where it has none. */
export async function findOwnIcon(size: IconSize): Promise<Uint8Array<ArrayBuffer> | null> {
  const { look } = await findSiteSettings(DEFAULT_LANGUAGE);
  const file = look.icon ? await findSiteFile(`${look.icon}-${size}.png`) : null;
  return file?.content ?? null;
}

/** An icon that the software comes with, by its path below this folder. */
export async function readDefaultIcon(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(join(/* turbopackIgnore: true */ process.cwd(), 'app/(crawlers)', path)));
}
