import { UPLOAD } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import type { ShownPicture } from '#newsroom/media/shown-picture';

/** `isAnimated`: the file moves, and only its first frame was taken. */
export type SentPicture = ShownPicture & { isNew: boolean; isAnimated: boolean };

/**
 * The picture as the library has it, or what the server says of the file to the person; null where it did not get
 * through.
 */
export type Sent = { picture: SentPicture } | { message: string } | null;

/**
 * Sends a file to the library, which answers with its words in the language. `onProgress` is told which share of it is
 * on its way, 0 to 1: only XMLHttpRequest knows.
 */
export function sendPicture(
  file: File,
  language: Language | undefined,
  onProgress: (share: number) => void,
): Promise<Sent> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${UPLOAD}?${new URLSearchParams({ name: file.name, ...(language && { language }) })}`);
    // What it is, its bytes tell.
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onload = () => done(request.status === 200 ? { picture: request.response } : messageIn(request.response));
    request.onerror = () => done(null);
    request.send(file);
  });
}

function messageIn(problem: { detail?: unknown } | null): Sent {
  return typeof problem?.detail === 'string' ? { message: problem.detail } : null;
}
