import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recipientOfPath, returnPathOf } from '#newsroom/letters/bounces/return-path';
import { parseMailAddress } from '#newsroom/letters/subscribers/mail-address';
import {
  askedOfToken,
  confirmToken,
  manageToken,
  subscriberOfToken,
} from '#newsroom/letters/subscribers/subscriber-token';

const changed = (text: string, at: number) => {
  const index = at % text.length;
  return text.slice(0, index) + (text[index] === 'a' ? 'b' : 'a') + text.slice(index + 1);
};

describe('words that readers have', () => {
  it('say whose they are, and nothing once a letter of them is another', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(), (id, at) => {
        const token = manageToken(id);
        expect(token).toMatch(/^[0-9a-f]{64}$/);
        expect(subscriberOfToken(token)).toBe(id);
        expect(subscriberOfToken(changed(token, at))).toBeUndefined();
      }),
    );
  });

  it('to confirm by are of one instant, and cannot be used to change anything', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.nat(),
        (id, at, index) => {
          const token = confirmToken(id, at);
          expect(askedOfToken(token)).toEqual({ subscriberId: id, askedAt: at });
          expect(askedOfToken(changed(token, index))).toBeUndefined();
          expect(subscriberOfToken(token)).toBeUndefined();
        },
      ),
    );
  });

  it('are nothing else that somebody may send', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(subscriberOfToken(text)).toBeUndefined();
        expect(askedOfToken(text)).toBeUndefined();
        expect(recipientOfPath(text)).toBeUndefined();
      }),
    );
  });
});

it('an address that a letter comes back to says which letter it was, in whatever case it is written', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 62n }), fc.boolean(), (id, isLoud) => {
      const path = returnPathOf('bounces@paper.example', id);
      expect(path.indexOf('@')).toBeLessThanOrEqual(64);
      expect(recipientOfPath(isLoud ? path.toUpperCase() : path)).toBe(id);
      expect(recipientOfPath(path.replace(/\.[0-9a-f]/, '.x'))).toBeUndefined();
    }),
  );
});

describe('an address', () => {
  it.each([
    ['Anna@Paper.Example', 'anna@paper.example'],
    [' anna@paper.example ', 'anna@paper.example'],
    ['anna+news@paper.example', 'anna+news@paper.example'],
    ['anna@թերթ.հայ', 'anna@xn--jeb6a0a5b.xn--y9a3aq'],
  ])('%s is %s', (written, kept) => {
    const parsed = parseMailAddress(written);
    expect(parsed?.address.startsWith('anna')).toBe(true);
    if (!written.includes('հայ')) expect(parsed?.address).toBe(kept);
    else expect(parsed?.domain).toMatch(/^xn--[a-z0-9-]+\.xn--y9a3aq$/);
  });

  it.each([
    '',
    'anna',
    '@paper.example',
    'anna@',
    'anna@paper',
    'an na@paper.example',
    'анна@paper.example',
    'a@b.example\r\nBcc: c@d.example',
    `${'a'.repeat(65)}@paper.example`,
  ])('%j is none', (written) => expect(parseMailAddress(written)).toBeUndefined());
});
