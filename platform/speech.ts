import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { readEnvironment } from '#platform/env';

/** What reads a text aloud: a program of this machine (SPEECH_COMMAND) or a server (SPEECH_URL); see docs/audio.md. */
export type Speech = { ok: true; bytes: Uint8Array } | { ok: false; why: string };

/** A long story takes some minutes, milliseconds. */
const TIMEOUT_MS = 600_000;
/** Longest audio, bytes: an hour and a half of good speech. */
const LIMIT = 64_000_000;
/** Of what a program says of its failure, characters. */
const WORDS = 300;

/** Whether texts of a language can be read aloud here. */
export function canSpeak(language: string): boolean {
  const { SPEECH_COMMAND, SPEECH_URL, SPEECH_LANGUAGES } = readEnvironment();
  if (!SPEECH_COMMAND && !SPEECH_URL) return false;
  return SPEECH_LANGUAGES.length === 0 || SPEECH_LANGUAGES.includes(language);
}

/** Has a text read aloud in a language (ISO 639-1). Returns an MP3, or why there is none; never throws. */
export async function speak(text: string, language: string): Promise<Speech> {
  const { SPEECH_COMMAND, SPEECH_URL, SPEECH_TOKEN } = readEnvironment();
  if (SPEECH_COMMAND) return runProgram(SPEECH_COMMAND, text, language);
  if (SPEECH_URL) return askServer(SPEECH_URL, SPEECH_TOKEN, { text, language });
  return { ok: false, why: 'nothing is set that reads aloud' };
}

/** The program is started as it is, without a shell, at the lowest priority. */
function runProgram(program: string, text: string, language: string): Promise<Speech> {
  return new Promise((resolve) => {
    const child = spawn(program, [language], { stdio: ['pipe', 'pipe', 'pipe'], timeout: TIMEOUT_MS });
    const chunks: Buffer[] = [];
    let length = 0;
    let said = '';
    child.once('error', (error) => resolve({ ok: false, why: String(error) }));
    child.once('spawn', () => child.pid && setPriority(child.pid, constants.priority.PRIORITY_LOW));
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > LIMIT) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-WORDS);
    });
    // One that has ended takes no text any more; its exit code says why.
    child.stdin.on('error', () => {});
    child.stdin.end(text);
    child.once('close', (code, signal) => {
      if (length > LIMIT) return resolve({ ok: false, why: `more than ${LIMIT} bytes` });
      if (code !== 0) return resolve({ ok: false, why: `ended with ${code ?? signal}: ${said}`.trim() });
      resolve(length > 0 ? { ok: true, bytes: Buffer.concat(chunks) } : { ok: false, why: `nothing came: ${said}` });
    });
  });
}

/** The operator has named the server in the environment, and nobody in a form: it may be one of this network. */
async function askServer(
  address: string,
  token: string | undefined,
  asked: { text: string; language: string },
): Promise<Speech> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(asked),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      const words = (await response.text()).slice(0, WORDS);
      return { ok: false, why: `status ${response.status} ${words}`.trim() };
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > LIMIT) return { ok: false, why: `more than ${LIMIT} bytes` };
      chunks.push(chunk);
    }
    return length > 0 ? { ok: true, bytes: Buffer.concat(chunks) } : { ok: false, why: 'nothing came' };
  } catch (error) {
    return { ok: false, why: String((error as Error).cause ?? error) };
  }
}
