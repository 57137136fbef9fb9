#!/usr/bin/env node
// Stands in for a program that reads aloud (SPEECH_COMMAND): silence in MP3, a second for every ten characters. It notes
// what it was asked for in SPEAK_LOG, and fails where the text has the word “unspeakable”.
import { appendFileSync } from 'node:fs';

const text = (await Array.fromAsync(process.stdin)).join('');
if (process.env.SPEAK_LOG) appendFileSync(process.env.SPEAK_LOG, `${JSON.stringify([process.argv[2], text])}\n`);
if (text.includes('unspeakable')) {
  console.error('no such word');
  process.exit(3);
}
// MPEG 2, layer III, 48 kbit/s, 24 kHz, mono: 144 bytes and 24 milliseconds.
const frame = Buffer.alloc(144);
frame.set([0xff, 0xf3, 0x64, 0xc4]);
process.stdout.write(Buffer.concat(Array(Math.ceil(([...text].length / 10) * (1_000 / 24))).fill(frame)));
