import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readCommand } from './command.mjs';

// Every command line that the documents tell people to type.

const documents = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? `docs/${name}` : []))];
const typed = documents.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/npm start -- (--[^`\n|#]+)/g)].map(([, line = '']) => ({
    file,
    line: line.replace(/\\$/, '').trim(),
  })),
);

// What is wrong is printed, and ends the program.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`ended with ${code}`);
  });
});
afterEach(() => vi.restoreAllMocks());

it('the documents have commands', () => {
  expect(typed.length).toBeGreaterThan(20);
  expect(typed.map(({ line }) => line)).toContain('--export site.zip --format ghost');
});

it.each(typed)('$file: npm start -- $line', ({ line }) => {
  if (line.startsWith('--help')) expect(() => readCommand(line.split(/\s+/))).toThrow('ended with 0');
  else expect(readCommand(line.split(/\s+/))).toHaveProperty('program');
});

it('an export may say its hash as JSON, and a format belongs to an export', () => {
  expect(readCommand(['--export', 'archive', '--json']).program).toBe('processes/archive.ts');
  expect(() => readCommand(['--format', 'ghost'])).toThrow('ended with 1');
});
