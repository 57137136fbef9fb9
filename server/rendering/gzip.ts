import { constants, crc32, deflateRawSync } from 'node:zlib';

/** A part of a body, compressed so that it can stand between others in one gzip stream. */
export type Piece = {
  /** Whole blocks of DEFLATE (RFC 1951) that refer to nothing before them and end on a byte. */
  deflated: Buffer;
  /** Of the bytes before compression. */
  crc: number;
  length: number;
  /** What the CRC of whatever stands before is multiplied by; known by the length. */
  shift: number;
};

const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
/** An empty last block: the pieces before it are none. */
const END = Buffer.from([3, 0]);

export function deflatePiece(bytes: Buffer): Piece {
  const deflated = deflateRawSync(bytes, { level: 6, finishFlush: constants.Z_SYNC_FLUSH });
  return { deflated: copyOf(deflated), crc: crc32(bytes), length: bytes.length, shift: shiftBy(bytes.length) };
}

/** At most 65,535 bytes as they are (RFC 1951, 3.2.4), which takes no time: for a word or two. */
export function storedPiece(text: string): Piece {
  const bytes = Buffer.from(text);
  const { length } = bytes;
  const deflated = Buffer.allocUnsafe(5 + length);
  deflated[0] = 0;
  deflated.writeUInt16LE(length, 1);
  deflated.writeUInt16LE(length ^ 0xffff, 3);
  bytes.copy(deflated, 5);
  return { deflated, crc: crc32(bytes), length, shift: shiftBy(length) };
}

/**
 * Pieces as one gzip stream (RFC 1952), byte for byte the same wherever it is done, with the pieces as they lie in it.
 * Takes some microseconds: nothing is compressed.
 */
export function joinGzip(pieces: readonly Piece[]): { gzip: Buffer; pieces: Piece[] } {
  const size = pieces.reduce((sum, { deflated }) => sum + deflated.length, HEADER.length + END.length + 8);
  const gzip = Buffer.allocUnsafeSlow(size);
  let offset = HEADER.copy(gzip);
  let crc = 0;
  let length = 0;
  const placed = pieces.map((piece): Piece => {
    const start = offset;
    offset += piece.deflated.copy(gzip, offset);
    crc = multiply(piece.shift, crc) ^ piece.crc;
    length += piece.length;
    return { ...piece, deflated: gzip.subarray(start, offset) };
  });
  offset += END.copy(gzip, offset);
  offset = gzip.writeUInt32LE(crc >>> 0, offset);
  gzip.writeUInt32LE(length >>> 0, offset);
  return { gzip, pieces: placed };
}

/** A copy outside Node's pool: a small slice would keep its whole 64 kB buffer in memory. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}

// The CRC of two strings of bytes from those of each, as zlib's crc32_combine has it: polynomials over GF(2), the
// highest power in the lowest bit.

const POLYNOMIAL = 0xedb88320;

function multiply(one: number, other: number): number {
  let factor = other;
  let product = 0;
  for (let bit = 31; bit >= 0; bit--) {
    if ((one >>> bit) & 1) product ^= factor;
    factor = factor & 1 ? (factor >>> 1) ^ POLYNOMIAL : factor >>> 1;
  }
  return product >>> 0;
}

/** x to the power of 2 to the power of n. */
const POWERS: number[] = [];
let power = 0x40000000;
for (let n = 0; n < 32; n++) {
  POWERS[n] = power;
  power = multiply(power, power);
}

/** By how much the CRC of what stands before so many bytes moves: the first of two is multiplied by it. */
export function shiftBy(length: number): number {
  let shift = 0x80000000;
  // Bits, not bytes: three powers of two further on.
  for (let rest = length, n = 3; rest > 0; rest >>>= 1, n = (n + 1) % 32)
    if (rest & 1) shift = multiply(POWERS[n] ?? 0, shift);
  return shift;
}
