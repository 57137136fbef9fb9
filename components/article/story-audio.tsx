import { useTranslations } from 'next-intl';
import type { StoryAudio as Audio } from '#newsroom/audio/find-audio';

/** The story to be heard; nothing is fetched before a reader wants it. */
export function StoryAudio({ audio }: { audio: Audio }) {
  const t = useTranslations('audio');
  const minutes = Math.floor(audio.seconds / 60);
  const length = `${minutes}:${String(audio.seconds % 60).padStart(2, '0')}`;
  return (
    <figure className="no-print mt-4 max-w-[41.25rem]">
      <figcaption id="audio-label" className="text-small text-soft">
        {t('label', { length })} {t('machine')}
      </figcaption>
      {/* biome-ignore lint/a11y/useMediaCaption: the text stands below. */}
      <audio controls preload="none" src={audio.address} aria-labelledby="audio-label" className="mt-1 block w-full" />
    </figure>
  );
}
