import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { CODINGS, makePage, sizeOf } from '#server/rendering/page';

it('keeps no bytes beyond those it counts, such as the rest of a pool of which it has a slice', async () => {
  const body = Buffer.from(randomBytes(9_000).toString('hex'));
  const page = await makePage({ status: 200, headers: {}, body }, 0);
  const held = CODINGS.reduce((sum, coding) => sum + page.bodies[coding].buffer.byteLength, 0);
  expect(held).toBeLessThanOrEqual(sizeOf(page));
});
