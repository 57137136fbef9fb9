// Asks the sources of agencies that are due, in a process of its own: a web process starts it at the lowest priority
// (platform/background-process.ts), since reading a feed takes the processor for longer than a reader is to wait.
import { pollDueSources } from '#newsroom/wire/poll-sources';
import { database } from '#platform/database';
import { log } from '#platform/log';

process.on('SIGINT', () => {});
process.on('SIGTERM', () => process.exit(1));
process.on('disconnect', () => process.exit(1));

try {
  await pollDueSources();
} catch (error) {
  log().warn({ err: error }, 'the sources that are due could not be asked');
} finally {
  await database().$disconnect();
  process.exit();
}
