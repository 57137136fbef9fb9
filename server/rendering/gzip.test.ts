import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deflatePiece, joinGzip } from '#server/rendering/gzip';

it('pieces joined are one gzip stream of all they say', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constant('x'.repeat(70_000)));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
      const bytes = texts.map((one) => Buffer.from(one));
      const { gzip, pieces } = joinGzip(bytes.map(deflatePiece));
      expect(gunzipSync(gzip).equals(Buffer.concat(bytes))).toBe(true);
      // What lies in one stream can be joined into another.
      const reversed = gunzipSync(joinGzip(pieces.toReversed()).gzip);
      expect(reversed.equals(Buffer.concat(bytes.toReversed()))).toBe(true);
    }),
  );
});
