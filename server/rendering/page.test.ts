import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createPage, ENCODINGS, sizeOf } from '#server/rendering/page';

it('keeps no more bytes in memory than it counts, such as the rest of a buffer it has a slice of', async () => {
  const body = Buffer.from(randomBytes(9_000).toString('hex'));
  const page = await createPage({ status: 200, headers: {}, body }, 0);
  const held = ENCODINGS.reduce((sum, encoding) => sum + page.bodies[encoding].buffer.byteLength, 0);
  expect(held).toBeLessThanOrEqual(sizeOf(page));
});
