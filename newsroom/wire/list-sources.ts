import type { WireSource } from '#generated/prisma/client';
import { isLanguage, type Language } from '#i18n/languages';
import { type PollTrouble, parseTrouble } from '#newsroom/wire/poll-trouble';
import { isSilent } from '#newsroom/wire/silence';
import { now } from '#platform/clock';
import { database } from '#platform/database';

/** A source as the newsroom shows it. */
export type ListedSource = {
  id: number;
  name: string;
  address: string;
  /** Empty before its first answer. */
  format: string;
  language: Language;
  /** Key of a section; empty for the first one. */
  section: string;
  credit: string;
  /** The live blog that posts become drafts of; null for none. */
  liveStoryId: number | null;
  state: 'on' | 'paused' | 'stopped';
  trouble: PollTrouble | '';
  /** For an operator: a status, a number of bytes, names of files. */
  troubleDetail: string;
  failures: number;
  nextPollAt: Date;
  lastPollAt: Date | null;
  lastSuccessAt: Date | null;
  lastItemAt: Date | null;
  /** Brings nothing for unusually long. */
  isSilent: boolean;
  version: number;
};

/** There are not more: somebody adds each by hand. */
const MOST = 500;

/** All sources by name, at most 500. */
export async function listSources(): Promise<ListedSource[]> {
  const rows = await database().wireSource.findMany({
    ...WITH_SECTION,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  return rows.flatMap(listed);
}

/** One of them; null where there is none. */
export async function findSource(id: number): Promise<ListedSource | null> {
  const row = await database().wireSource.findUnique({ ...WITH_SECTION, where: { id } });
  return (row && listed(row)[0]) ?? null;
}

const WITH_SECTION = { include: { section: { select: { key: true } } }, omit: { secret: true } } as const;

type Row = Omit<WireSource, 'secret'> & { section: { key: string } | null };

function listed({ section, language, state, trouble, ...row }: Row): ListedSource[] {
  if (!isLanguage(language)) return [];
  return [
    {
      ...row,
      language,
      section: section?.key ?? '',
      state: state as ListedSource['state'],
      trouble: parseTrouble(trouble),
      isSilent: isSilent({ ...row, state }, now()),
    },
  ];
}
