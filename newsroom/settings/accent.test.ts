import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  BACKGROUNDS,
  contrast,
  DEFAULT_ACCENT,
  isReadable,
  nearestReadable,
  readColour,
  type Theme,
} from '#newsroom/settings/accent';

const THEMES: Theme[] = ['light', 'dark'];

it.each([
  ['#A6192E', '#a6192e'],
  [' a6192e ', '#a6192e'],
  ['#0af', '#00aaff'],
  ['red', undefined],
  ['#12345', undefined],
  ['#a6192e;}', undefined],
  ['', undefined],
])('reads %s as %s', (text, colour) => expect(readColour(text)).toBe(colour));

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

it('knows the backgrounds and the accents of the style sheet', () => {
  const css = readFileSync('app/look.css', 'utf8');
  const valuesOf = (name: string) =>
    [...css.matchAll(new RegExp(`--${name}: (#\\w{6})`, 'g'))].map(([, value]) => value);
  expect(new Set(valuesOf('paper'))).toEqual(new Set(THEMES.map((theme) => BACKGROUNDS[theme][0])));
  expect(new Set(valuesOf('tint'))).toEqual(new Set(THEMES.map((theme) => BACKGROUNDS[theme][1])));
  expect(new Set(valuesOf('accent'))).toEqual(new Set(THEMES.map((theme) => DEFAULT_ACCENT[theme])));
});

it.each(THEMES)('names the nearest colour that can be read in the %s theme', (theme) => {
  expect(nearestReadable(DEFAULT_ACCENT[theme], theme)).toBe(DEFAULT_ACCENT[theme]);
  for (let seed = 0; seed < 400; seed++) {
    const colour = `#${((seed * 0x9e3779b1) & 0xffffff).toString(16).padStart(6, '0')}`;
    const found = nearestReadable(colour, theme);
    expect(isReadable(found, theme), `${colour} → ${found}`).toBe(true);
    if (isReadable(colour, theme)) expect(found).toBe(colour);
  }
  const least = BACKGROUNDS[theme].map((background) => contrast(nearestReadable('#ffcc00', theme), background));
  if (theme === 'light') expect(Math.min(...least)).toBeLessThan(4.7);
});
