import type { FetchTrouble } from '#newsroom/transfer/site/fetch-source';
import type { SourceRefusal } from '#newsroom/transfer/source/source-item';

/**
 * Of a row of import. fetching, planning, staging, applying and undoing are work to do: where nobody is at it, it was cut
 * short. planned and done wait for somebody's decision.
 */
export type ImportState = 'fetching' | 'planning' | 'planned' | 'staging' | 'applying' | 'done' | 'undoing' | 'undone';

/** What is done at the moment. */
export type ImportPhase = 'starting' | 'fetching' | 'reading' | 'planning' | 'importing' | 'undoing' | 'indexing';

export type ImportProgress = {
  phase: ImportPhase;
  done: number;
  /** Unknown while a file is read. */
  total?: number;
  /** Since the phase began. */
  seconds: number;
};

/** Why the work on an import has ended early. */
export type ImportTrouble =
  | SourceRefusal['why']
  | FetchTrouble
  | 'disk-full'
  | 'no-section'
  | 'file-gone'
  | 'busy'
  | 'failed'
  | 'no-progress'
  | 'not-found'
  | 'too-old'
  | 'later-import';

/** Why nothing has come of an upload. */
const UPLOAD_TROUBLES = [
  ...(['not-an-export', 'unknown-format', 'unknown-version', 'unsafe-archive', 'unreadable'] as const),
  ...(['not-allowed', 'busy', 'no-section', 'no-file', 'too-large', 'disk-full', 'cut-off'] as const),
] as const;
export type UploadTrouble = (typeof UPLOAD_TROUBLES)[number];

export function isUploadTrouble(value: unknown): value is UploadTrouble {
  return (UPLOAD_TROUBLES as readonly unknown[]).includes(value);
}

/** Whether a state asks for work, which was cut short where nobody is at it. */
export function isWork(state: ImportState): boolean {
  return (
    state === 'fetching' || state === 'planning' || state === 'staging' || state === 'applying' || state === 'undoing'
  );
}
