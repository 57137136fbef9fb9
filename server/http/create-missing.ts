import { isAudioFile } from '#newsroom/audio/audio-file';
import { fetchAudio } from '#newsroom/audio/fetch-audio';
import { type Created, createRendition } from '#newsroom/media/create-rendition';

/** Has a file of the media that this disk lacks: a size of a picture is made, an audio asked for at other machines. */
export function createMissing(name: string): Promise<Created> {
  return isAudioFile(name) ? fetchAudio(name) : createRendition(name);
}
