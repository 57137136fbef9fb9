import { useEffect, useRef, useState } from 'react';
import { type SentPicture, sendPicture } from '#components/staff/pictures/send-picture';
import type { Uploading } from '#components/staff/pictures/uploading-file';
import type { Language } from '#i18n/languages';
import { BYTE_LIMIT } from '#newsroom/media/picture-file';

export type QueueTexts = Record<'failed' | 'tooHeavy', string>;

let keys = 0;

type Props = {
  language: Language | undefined;
  words: QueueTexts;
  onTaken: ((picture: SentPicture, key: number) => void) | undefined;
};

/**
 * Files on their way to the library, one after another; a page that is left before is asked about. `take` answers with
 * their keys; `letGo` forgets one.
 */
export function useFileQueue({ language, words, onTaken }: Props) {
  const [files, setFiles] = useState<Uploading[]>([]);
  const turn = useRef(Promise.resolve());

  const change = (key: number, news: Partial<Uploading>) =>
    setFiles((all) => all.map((file) => (file.key === key ? { ...file, ...news } : file)));
  const letGo = (key: number) => setFiles((all) => all.filter((file) => file.key !== key));

  async function send(file: File, key: number): Promise<void> {
    const sent = await sendPicture(file, language, (share) => change(key, { share }));
    if (!sent || 'message' in sent) return change(key, { trouble: sent?.message ?? words.failed });
    change(key, { picture: sent.picture });
    onTaken?.(sent.picture, key);
  }

  function take(chosen: Iterable<File>): number[] {
    return [...chosen].map((file) => {
      const key = ++keys;
      const isHeavy = file.size > BYTE_LIMIT;
      setFiles((all) => [...all, { key, name: file.name, share: 0, ...(isHeavy && { trouble: words.tooHeavy }) }]);
      if (!isHeavy) turn.current = turn.current.then(() => send(file, key));
      return key;
    });
  }

  const isUnderWay = files.some(({ picture, trouble }) => !picture && !trouble);
  useEffect(() => {
    if (!isUnderWay) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isUnderWay]);

  return { files, take, letGo };
}
