/** What the whole site can be taken out as, each with the name of its file (export-formats.ts makes them). */
export const EXPORT_FILES = { archive: 'archive.zip', wordpress: 'wordpress.xml', ghost: 'ghost.zip' } as const;

export type ExportFormatName = keyof typeof EXPORT_FILES;

export const EXPORT_FORMAT_NAMES = Object.keys(EXPORT_FILES) as ExportFormatName[];

export function isExportFormat(name: string): name is ExportFormatName {
  return Object.hasOwn(EXPORT_FILES, name);
}

/** Lists that can be taken out as tables (table-exports.ts makes them). */
export const TABLE_NAMES = ['articles', 'tags', 'authors', 'activity'] as const;

export type TableName = (typeof TABLE_NAMES)[number];

export function tableFileName(table: TableName): string {
  return `${table}.csv`;
}
