import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { normalizeImage } from '#newsroom/media/normalize-image';

const sizeOf = async (bytes: Uint8Array) => {
  const { width, height, channels } = await sharp(await normalizeImage(bytes)).metadata();
  return { width, height, channels };
};

/** Most memory that a process of its own takes for a picture, megabytes. */
async function memoryFor(picture: Buffer): Promise<number> {
  const file = join(tmpdir(), `portal-${process.pid}.picture`);
  await writeFile(file, picture);
  const code = `
    const { normalizeImage } = await import('#newsroom/media/normalize-image');
    await normalizeImage((await import('node:fs')).readFileSync(process.argv[1]));
    console.log(process.resourceUsage().maxRSS);`;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code, file];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
  });
  await rm(file);
  return Number(stdout) / 1_024;
}

describe('61 megapixels of a press camera are taken in within bounded memory', () => {
  const camera = () => sharp({ create: { width: 9_504, height: 6_336, channels: 3, background: '#369' } });

  it.each([
    ['as JPEG, turned', () => camera().jpeg().withMetadata({ orientation: 6 }).toBuffer(), 350],
    ['as progressive JPEG', () => camera().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(), 650],
    ['as PNG, transparent', () => camera().ensureAlpha(0.5).png({ compressionLevel: 1 }).toBuffer(), 450],
    ['as WebP', () => camera().webp({ effort: 0 }).toBuffer(), 450],
  ])('%s', { timeout: 120_000 }, async (_, make, megabytes) => {
    const picture = await make();
    expect(await memoryFor(picture)).toBeLessThan(megabytes);
  });
});

describe('what is transparent is put on what shows it', () => {
  const cornerOf = async (bytes: Uint8Array) => {
    const corner = await sharp(await normalizeImage(bytes))
      .extract({ left: 0, top: 0, width: 1, height: 1 })
      .raw()
      .toBuffer();
    return [...corner];
  };
  /** Bars of these colours on nothing. */
  const bars = (...colours: string[]) => {
    const drawn = colours.map(
      (colour, at) => `<rect x="20" y="${20 + 20 * at}" width="200" height="12" fill="${colour}"/>`,
    );
    return sharp(
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="240" height="120">${drawn.join('')}</svg>`),
    );
  };

  it.each<[string, string[], number]>([
    ['black', ['black'], 255],
    ['white', ['white'], 32],
    ['white and red', ['white', 'white', '#c00'], 32],
    ['white and black', ['white', 'black'], 128],
    ['many colours', ['#369', '#c00', '#693'], 255],
  ])('%s', async (_, colours, grey) => {
    for (const format of ['png', 'webp', 'avif', 'gif'] as const)
      expect(
        await cornerOf(
          await bars(...colours)
            [format]()
            .toBuffer(),
        ),
      ).toEqual([grey, grey, grey]);
  });

  it('white letters of a file that was brought', async () => {
    expect(await cornerOf(await readFile('e2e/cases/picture-white-on-nothing.png'))).toEqual([32, 32, 32]);
  });
});

describe('a JPEG', () => {
  const noisy = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const jpeg = (options = {}) =>
    sharp({ create: { width: 203, height: 207, channels: 3, background: 'white', noise: noisy } })
      .jpeg(options)
      .toBuffer();
  const END = 2;

  it.each([
    ['without its end marker', {}, END],
    ['without half of it', {}, 1],
    ['without it, progressive', { progressive: true }, END],
  ])('%s is taken in', async (_, options, bytes) => {
    const whole = await jpeg(options);
    expect(await sizeOf(whole.subarray(0, -bytes))).toEqual({ width: 203, height: 207, channels: 3 });
  });

  it.each([END + 1, END + 40, 12_000])('without its last %i bytes is not', async (bytes) => {
    await expect(normalizeImage((await jpeg()).subarray(0, -bytes))).rejects.toThrow('JPEG');
  });
});
