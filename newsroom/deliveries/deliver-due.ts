import { randomUUID } from 'node:crypto';
import type { OpenDestination, Outcome, Outgoing } from '#newsroom/deliveries/delivery';
import { destinationKind } from '#newsroom/deliveries/kinds';
import { releaseDestination, takeDelivery, takeDestination } from '#newsroom/deliveries/lease';
import { recordOutcome } from '#newsroom/deliveries/record-outcome';
import { database } from '#platform/database';
import type { Door } from '#platform/http-client';

/** So many deliveries of a destination are made before others have their turn. */
const TURN = 100;
/** A destination that could not be reached rests for so long, more with every failure, seconds. */
const REST = 5;
const LONGEST_REST = 60;
/** So does one that was taken and had nothing to be made after all: whoever looks again at once would go round. */
const EMPTY_REST = 2;

type Options = {
  /** What may be reached; tests have receivers on this machine. */
  door?: Door | undefined;
  /** Called when a destination was found, before anything is sent to it. */
  onTaken?: () => void;
  /** Called for each try. */
  onOutcome?: (outcome: Outcome['kind']) => void;
  /** Aborted when this process is about to stop: what is being sent is sent, and nothing more. */
  signal?: AbortSignal;
};

/**
 * Delivers what is due at one destination that nobody else delivers to. Returns its id, or null where nothing is due.
 * Rejects when the database does; what was being sent then may have been sent.
 */
export async function deliverDue({ door, onTaken, onOutcome, signal }: Options = {}): Promise<number | null> {
  const holder = randomUUID();
  const destination = await takeDestination(holder);
  if (!destination) return null;
  onTaken?.();
  let rest = 0;
  for (let made = 0; made < TURN && rest === 0 && !signal?.aborted; made++) {
    const delivery = await takeDelivery(destination.id, holder);
    if (!delivery) {
      if (made === 0) rest = EMPTY_REST;
      break;
    }
    const outcome = await send(destination, delivery, door);
    onOutcome?.(outcome.kind);
    await recordOutcome(destination.id, delivery, outcome);
    if (outcome.kind !== 'sent') rest = await restOf(destination.id);
  }
  await releaseDestination(destination.id, holder, rest);
  return destination.id;
}

async function send(destination: OpenDestination, delivery: Outgoing, door: Door | undefined): Promise<Outcome> {
  const kind = destinationKind(destination.kind);
  if (!kind) return { kind: 'failed', answer: `this version knows no ${destination.kind}` };
  return kind.send(destination, delivery, door);
}

async function restOf(id: number): Promise<number> {
  const row = await database().destination.findUnique({ where: { id }, select: { failures: true } });
  return Math.min(REST * Math.max(row?.failures ?? 1, 1), LONGEST_REST);
}
