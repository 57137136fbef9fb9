import { describe, expect, it } from 'vitest';
import { retypeInOtherLayout } from '#newsroom/search/keyboard-layouts';

describe('what another keyboard layout would have written', () => {
  it.each([
    ['ru', 'thtdfy', 'ереван'],
    ['ru', 'Ghbdtn vbh', 'привет мир'],
    ['ru', ',birtr', 'бишкек'],
    ['ru', '<FRE', 'баку'],
    ['ru', ':tktpyfz ljhjuf', 'железная дорога'],
    ['en', 'Нукумфт', 'yerevan'],
    ['en', 'еуые 2025', 'test 2025'],
    ['hy', 'erevan', 'երևան'],
    // Phonetic, Eastern, Eastern as Windows has it.
    ['hy', 'qa[aq', 'քախաք'],
    ['hy', 'ca.ac', 'քաղաք'],
    ['hy', 'ga.ag', 'քաղաք'],
    ['en', 'գետ', 'get'],
    ['ru', 'տհտդֆե', 'ереван'],
    // Letters that Georgian has with Shift.
    ['ka', 'Tbilisi', 'თბილისი'],
    ['ka', 'Sexvedra', 'შეხვედრა'],
    ['ka', 'tovlis qveS', 'ტოვლის ქვეშ'],
    ['en', 'თბილისი', 'tbilisi'],
    ['ru', 'რუს', 'кгы'],
  ] as const)('for %s: %s', (language, typed, meant) => {
    expect(retypeInOtherLayout(typed, language)).toContain(meant);
  });

  it('is nothing new for letters of the language, or none', () => {
    expect(retypeInOtherLayout('river', 'en')).toEqual([]);
    expect(retypeInOtherLayout('река', 'ru')).toEqual([]);
    expect(retypeInOtherLayout('գետ', 'hy')).toEqual([]);
    expect(retypeInOtherLayout('2025 – !', 'ru')).toEqual([]);
    expect(retypeInOtherLayout('', 'ru')).toEqual([]);
  });
});
