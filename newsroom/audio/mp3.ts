// How long an MP3 is. It is counted frame by frame (ISO 11172-3, 2.4.2.3), for its size says nothing where the bit rate
// varies; what has no frames is no MP3.

/** Kilobits a second, by their index in a header: layer III of MPEG 1, and of MPEG 2 and 2.5. */
const RATES = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
/** Samples a second of MPEG 1. */
const FREQUENCIES = [44_100, 48_000, 32_000] as const;

/** Seconds of an MP3; null for what is none. */
export function mp3Seconds(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let seconds = 0;
  let frames = 0;
  let at = startOf(bytes);
  while (at + 4 <= bytes.length) {
    const frame = frameOf(view.getUint32(at));
    if (!frame) break;
    seconds += frame.seconds;
    frames++;
    at += frame.length;
  }
  // A stray pattern is followed by no other.
  return frames > 1 ? seconds : null;
}

/** Where the first frame is: tags may stand before it (ID3v2, 3.1). */
function startOf(bytes: Uint8Array): number {
  if (Buffer.from(bytes.subarray(0, 3)).toString('latin1') !== 'ID3') return 0;
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(6, 10);
  return 10 + (a << 21) + (b << 14) + (c << 7) + d;
}

function frameOf(header: number): { seconds: number; length: number } | undefined {
  const [sync, version, layer] = [header >>> 21, (header >>> 19) & 3, (header >>> 17) & 3];
  // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5; of the layers 1 is III.
  if (sync !== 0x7ff || version === 1 || layer !== 1) return undefined;
  const rate = RATES[version === 3 ? 1 : 2][(header >>> 12) & 15];
  const base = FREQUENCIES[(header >>> 10) & 3];
  if (!rate || !base) return undefined;
  const frequency = base / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const samples = version === 3 ? 1_152 : 576;
  const padding = (header >>> 9) & 1;
  return { seconds: samples / frequency, length: Math.floor(((samples / 8) * rate * 1_000) / frequency) + padding };
}
