import { expect, it } from 'vitest';
import { scriptHash } from '#server/http/security-headers';

it('hashes an inline script as browsers do (CSP 3, example of 8.4)', () => {
  expect(scriptHash("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
});
