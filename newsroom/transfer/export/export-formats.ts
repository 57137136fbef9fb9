import { Readable } from 'node:stream';
import { writeArchive } from '#newsroom/transfer/archive/write-archive';
import type { ExportFormatName } from '#newsroom/transfer/export/export-names';
import { writeGhostExport } from '#newsroom/transfer/export/ghost-export';
import { wordpressExport } from '#newsroom/transfer/export/wordpress-export';
import { zipStream } from '#newsroom/transfer/export/write-file';

type ExportFormat = {
  contentType: string;
  /** The file, made while it is read. `origin` comes before addresses of this site: https://example.org. */
  stream(origin: string): Readable;
};

/** What the whole site can be taken out as. Another one is another record. */
export const EXPORT_FORMATS = {
  archive: { contentType: 'application/zip', stream: () => zipStream(writeArchive) },
  wordpress: {
    contentType: 'application/xml; charset=utf-8',
    stream: (origin) => Readable.from(wordpressExport(origin)),
  },
  ghost: {
    contentType: 'application/zip',
    stream: (origin) => zipStream((write) => writeGhostExport(write, origin)),
  },
} as const satisfies Record<ExportFormatName, ExportFormat>;
