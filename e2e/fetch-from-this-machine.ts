// A process that fetches a site on this machine into a file: for tests that kill it.
import { LOOPBACK } from '#e2e/webhook-receiver';
import { fetchSource } from '#newsroom/transfer/site/fetch-source';

const [address = '', path = ''] = process.argv.slice(2);
await fetchSource({ address, path, progress: () => {}, manners: { door: LOOPBACK, backOffMs: 5, attempts: 1 } });
process.exit(0);
