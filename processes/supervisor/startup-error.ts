import { isDiskFull } from '#platform/disk-full';

/** An expected error at a start. Its message is a line for people that says what is wrong and what to do. */
export class StartupError extends Error {}

/** The database does not answer, which may be over in a moment. */
export class DatabaseAway extends StartupError {}

/** The line for people where a start has failed in a way that is expected; undefined where only a stack helps. */
export function expectedMessage(error: unknown): string | undefined {
  if (error instanceof StartupError) return error.message;
  return isDiskFull(error) ? 'The disk is full. Free some space, then start again.' : undefined;
}
