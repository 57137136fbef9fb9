import { LANGUAGES, type Language } from '#i18n/languages';
import { slugFromHeadline } from '#newsroom/editing/slug-from-headline';
import { isAddressKey } from '#newsroom/settings/address-key';
import { fingerprintOf } from '#newsroom/transfer/source/fingerprint';

/** Percent signs of a slug decoded, as far as they stand for letters. */
export function decodedSlug(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

/** A slug as it is where it may be part of an address, else its letters or those of a name in Latin ones. */
export function addressKeyFor(slug: string, name: string, language: Language | undefined = LANGUAGES[0]?.code): string {
  if (isAddressKey(slug)) return slug;
  const made =
    language &&
    (slugFromHeadline(decodedSlug(slug).replace(/[-_]+/g, ' '), language) || slugFromHeadline(name, language));
  return (
    made ||
    `n-${fingerprintOf(`${slug} ${name}`)
      .replace(/[^a-z0-9]/gi, '')
      .slice(0, 8)
      .toLowerCase()}`
  );
}
