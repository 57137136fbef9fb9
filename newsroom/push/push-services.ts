import type { DeviceOutcome } from '#newsroom/push/send-to-device';

/** A push service that has not answered so many times in a row rests, so that nobody waits for it. */
const SILENCES = 5;
const REST_MS = 30_000;
/** What one may ask for itself, milliseconds. */
const LONGEST_REST_MS = 3_600_000;
/** Services that are remembered; whatever people make up is forgotten. */
const KEPT = 1_000;

type Known = { silences: number; restsUntil: number };

/** Which push services have asked for a rest or do not answer: they keep no others waiting. */
export class PushServices {
  readonly #known = new Map<string, Known>();

  /** How long the one of an endpoint rests yet, seconds; 0 where it may be asked. */
  restOf(endpoint: string): number {
    const { restsUntil = 0 } = this.#known.get(new URL(endpoint).origin) ?? {};
    return Math.max(0, Math.ceil((restsUntil - Date.now()) / 1_000));
  }

  /** Notes what came of a message to one. */
  note(endpoint: string, outcome: DeviceOutcome): void {
    const { origin } = new URL(endpoint);
    if (outcome.kind !== 'later') {
      this.#known.delete(origin);
      return;
    }
    if (this.#known.size >= KEPT) this.#known.clear();
    const known = this.#known.get(origin) ?? { silences: 0, restsUntil: 0 };
    const silences = outcome.isSilent ? known.silences + 1 : 0;
    const asked = Math.min(outcome.retryAfterSeconds * 1_000, LONGEST_REST_MS);
    const restMs = Math.max(asked, silences >= SILENCES ? REST_MS : 0);
    this.#known.set(origin, { silences, restsUntil: Math.max(known.restsUntil, restMs > 0 ? Date.now() + restMs : 0) });
  }
}
