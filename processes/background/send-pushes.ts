// Sends notifications that are due to readers' devices, in a process of its own: a web process starts it at the lowest
// priority (platform/background-process.ts), since encrypting for thousands of devices takes the processor just when
// readers come by the first of them.
import { sendDuePushes } from '#newsroom/push/send-due-pushes';
import { database } from '#platform/database';
import { log } from '#platform/log';

const stopping = new AbortController();
process.on('SIGINT', () => {});
process.on('SIGTERM', () => stopping.abort());
process.on('disconnect', () => stopping.abort());

try {
  await sendDuePushes({ signal: stopping.signal });
} catch (error) {
  log().warn({ err: error }, 'notifications that are due could not be sent');
} finally {
  await database().$disconnect();
  process.exit();
}
