const FILE = 'story.mp3';

/** Folder of an audio, as platform/files.ts has it: it is removed as a whole. */
export function audioFolder(articleId: number, hash: string): string {
  return `audio-${articleId}-${hash}`;
}

/** Name of its file. */
export function audioFile(articleId: number, hash: string): string {
  return `${audioFolder(articleId, hash)}/${FILE}`;
}

/** Path under which it is served. */
export function audioAddress(articleId: number, hash: string): string {
  return `/media/${audioFile(articleId, hash)}`;
}

type Audio = { articleId: number; hash: string };

/** The audio whose folder has this name; undefined for any other folder. */
export function readAudioFolder(folder: string): Audio | undefined {
  const [, id, hash] = /^audio-(\d{1,9})-([0-9a-f]{20})$/.exec(folder) ?? [];
  return id && hash ? { articleId: Number(id), hash } : undefined;
}

/** The audio whose file has this name; undefined for any other file. */
export function readAudioFile(name: string): Audio | undefined {
  const [folder = '', file, ...others] = name.split('/');
  return file === FILE && others.length === 0 ? readAudioFolder(folder) : undefined;
}

/** Whether a file of the media is an audio. */
export function isAudioFile(name: string): boolean {
  return readAudioFile(name) !== undefined;
}
