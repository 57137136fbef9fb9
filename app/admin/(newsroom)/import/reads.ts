import { cache } from 'react';
import { authorAddress, sectionAddress } from '#i18n/addresses';
import { LANGUAGES } from '#i18n/languages';
import { findImport } from '#newsroom/transfer/manage/find-import';
import { listImportItems } from '#newsroom/transfer/manage/list-import-items';
import { listImports } from '#newsroom/transfer/manage/list-imports';

export const readImports = listImports;
export const readImport = cache(findImport);
export const readImportItems = listImportItems;

/** Which section or author an address of this site is of, by the address in each language. */
export function keysByAddress(sections: { key: string }[], authors: { key: string }[]): Map<string, string> {
  return new Map(
    LANGUAGES.flatMap(({ code }) => [
      ...sections.map(({ key }): [string, string] => [sectionAddress(code, key), key]),
      ...authors.map(({ key }): [string, string] => [authorAddress(code, key), key]),
    ]),
  );
}
