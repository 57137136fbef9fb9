// A process that sends letters until it is killed or none is due, with a lease so short that the next one does not wait:
// for the test that kills it.
import { sendLetters } from '#newsroom/letters/sending/send-letters';
import { database } from '#platform/database';

process.send?.('ready');
await sendLetters({ signal: new AbortController().signal, leaseSeconds: 2 });
await database().$disconnect();
process.exit();
