// The development server: Next's own, with pictures, agencies' feeds and the reader's IP address as in production. Started
// by processes/supervisor/web-cluster.ts.
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import next from 'next';
import { publicUrl, readEnvironment } from '#platform/env';
import { log } from '#platform/log';
import { createMissing } from '#server/http/create-missing';
import { forwardToNext } from '#server/http/forward-to-next';
import { securityHeaders } from '#server/http/security-headers';
import { mediaFiles } from '#server/http/static-files';
import { pollSources } from '#server/poll-sources';

const environment = readEnvironment();
const app = next({ dev: true, dir: process.cwd(), port: environment.PORT, hostname: 'localhost' });
// Next's development scripts would break the Content-Security-Policy; all other headers are as in production.
const { 'content-security-policy': _, ...headers } = securityHeaders([], publicUrl().startsWith('https:'));
const media = environment.MEDIA_S3_BUCKET
  ? (await import('#server/http/media-in-s3')).mediaInS3
  : mediaFiles(join(resolve(environment.DATA_DIR), 'media'), createMissing);

await app.prepare();
const server = createServer((request, response) => {
  const path = request.url?.split('?', 1)[0] ?? '';
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (path.startsWith('/media/') && media(request, response, path.slice(6))) return;
  forwardToNext(app.getRequestHandler(), request, response, {
    id: 'development',
    trustedProxies: environment.TRUSTED_PROXIES,
    host: new URL(publicUrl()).host,
    // An empty policy: a newsroom page, but without a policy.
    ...(path.startsWith('/admin') && { policy: ' ' }),
  }).catch((error: unknown) => {
    log().error({ err: error, path }, 'request failed');
    response.destroy();
  });
});
server.on('upgrade', (request, socket, head) => void app.getUpgradeHandler()(request, socket, head));

process.on('SIGINT', () => {});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
server.listen(environment.PORT);
if (environment.POLL_SOURCES) pollSources();
