import { isAudioFile } from '#newsroom/audio/audio-file';
import { isSourceFile } from '#newsroom/media/picture-source';
import { MACHINE_FILES, SCHEME, SIGNATURE } from '#platform/ask-machine';
import { readStoredFile } from '#platform/files';
import { log } from '#platform/log';
import { isOurQuestion, signAnswer } from '#platform/machine-signature';
import type { FileHandler } from '#server/http/static-files';

const BELOW_MEDIA = MACHINE_FILES.replace(/^\/media/, '');

/**
 * Gives other machines of this portal what lies on this disk of pictures and audios, and nobody else. A file that is
 * missing is not looked for elsewhere: machines ask each other, and no question goes round.
 */
export const machineFiles: FileHandler = (request, response, path) => {
  if (!path.startsWith(BELOW_MEDIA)) return false;
  const file = path.slice(BELOW_MEDIA.length);
  const { authorization = '' } = request.headers;
  response.setHeader('cache-control', 'no-store');
  if (!authorization.startsWith(SCHEME) || !isOurQuestion(file, authorization.slice(SCHEME.length))) {
    response.writeHead(403, { 'content-length': 0 }).end();
    return true;
  }
  (isSourceFile(file) || isAudioFile(file) ? readStoredFile(file) : Promise.resolve(undefined)).then(
    (bytes) => {
      response.writeHead(bytes ? 200 : 404, {
        'content-type': 'application/octet-stream',
        'content-length': bytes?.length ?? 0,
        [SIGNATURE]: signAnswer(file, bytes),
      });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    },
    (error: unknown) => {
      log().error({ err: error, file }, 'a file could not be read for another machine');
      response.writeHead(500, { 'content-length': 0 }).end();
    },
  );
  return true;
};
