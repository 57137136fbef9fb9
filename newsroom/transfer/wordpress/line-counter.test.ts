import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineCounter } from '#newsroom/transfer/wordpress/line-counter';

it('counts lines of a text that comes in parts', () => {
  const text = fc.array(fc.constantFrom('a', '\n', 'bc', '\n\n'), { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), fc.array(fc.nat(200)), (parts, places) => {
      const counter = new LineCounter();
      const whole = parts.join('');
      let seen = 0;
      for (const part of parts) {
        counter.add(part);
        for (const place of places.map((each) => each % (part.length + 1)).toSorted((a, b) => a - b)) {
          expect(counter.lineAt(seen + place)).toBe(whole.slice(0, seen + place).split('\n').length);
        }
        seen += part.length;
        expect(counter.end).toBe(seen);
      }
    }),
  );
});
