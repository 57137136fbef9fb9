import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createPage } from '#server/rendering/page';

it('keeps no more bytes in memory than its pieces have, such as the rest of a buffer they are slices of', () => {
  const body = Buffer.from(randomBytes(9_000).toString('hex'));
  const { pieces } = createPage({ status: 200, headers: {}, body }, 0);
  expect(pieces.map(({ deflated }) => deflated.buffer.byteLength)).toEqual(
    pieces.map(({ deflated }) => deflated.length),
  );
});
