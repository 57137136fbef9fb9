// A push service of a process of its own, for bench/push.ts: it checks and decrypts whatever it gets.
import { type PushService, startPushService } from '#e2e/push-service';
import type { Device } from '#newsroom/push/send-to-device';

/** What it is asked for, and answers. */
export type Asked = { devices: number; gone: number; failing: number; silent: number } | 'count';
export type Told = { devices: Device[] } | { count: number; received: number; distinct: number; tokens: number };

const services: PushService[] = [];

process.on('message', async (asked: Asked) => {
  if (asked === 'count') {
    const received = services.flatMap((service) => service.received);
    return tell({
      count: services.reduce((sum, service) => sum + service.count(), 0),
      received: received.length,
      distinct: new Set(received.map(({ device }) => device)).size,
      tokens: services.reduce((sum, service) => sum + service.tokens(), 0),
    });
  }
  for (const service of services.splice(0)) await service.close();
  // Three of them, as there are browsers, and one that keeps silent.
  for (let n = 0; n < 4; n++) services.push(await startPushService());
  const devices = Array.from({ length: asked.devices }, (_, n) => {
    const isSilent = n % 100 < asked.silent;
    const service = services[isSilent ? 3 : n % 3];
    if (!service) throw new Error('no push service');
    const device = service.device();
    if (isSilent) service.answer(device, 'silence');
    else if (n % 100 < asked.silent + asked.gone) service.answer(device, { status: 410 });
    else if (n % 100 < asked.silent + asked.gone + asked.failing) service.answer(device, { status: 503 });
    return device;
  });
  tell({ devices });
});
process.on('disconnect', () => process.exit());

function tell(told: Told): void {
  process.send?.(told);
}
