import { openBackupBucket } from '#platform/backup-bucket';
import type { BackupStore } from '#processes/backup/backup-store';
import { StartupError } from '#processes/supervisor/startup-error';

/** Backups in a bucket on Amazon S3 or a compatible store, below a prefix: `s3://bucket/prefix`. */
export function storeInS3(place: string): BackupStore {
  const [, name = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*?)\/*$/.exec(place) ?? [];
  if (!name) throw new StartupError(`${place} names no bucket. Write it like s3://bucket/prefix.`);
  const base = prefix && `${prefix}/`;
  const bucket = openBackupBucket(name);
  return {
    place,
    async write(file, content) {
      // In one piece, whose length is known: a bucket shows it whole or not at all.
      const pieces: Uint8Array[] = [];
      for await (const bytes of content) pieces.push(bytes);
      await bucket.put(`${base}${file}`, Buffer.concat(pieces));
    },
    read: (file) => bucket.get(`${base}${file}`),
    async list(begin) {
      const objects = await bucket.list(`${base}${begin}`);
      const files = objects.map(({ key, bytes, modified }) => ({ name: key.slice(base.length), bytes, modified }));
      return files.sort((one, other) => (one.name < other.name ? -1 : 1));
    },
    remove: (files) => bucket.remove(files.map((file) => `${base}${file}`)),
  };
}
