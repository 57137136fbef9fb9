import type { EventPayload } from '#newsroom/deliveries/story-event';

/**
 * How far a delivery has come. `maybe_sent`: whoever was sending it has gone without a word. `failed`: it could not be
 * sent, and will be tried again. `edited` and `withdrawn` are for destinations that can do so with what they have.
 */
export type DeliveryState =
  | 'waiting'
  | 'sending'
  | 'maybe_sent'
  | 'failed'
  | 'sent'
  | 'edited'
  | 'withdrawn'
  | 'given_up';

/** A delivery as it is sent. */
export type Outgoing = {
  id: bigint;
  /** The same in every try. */
  messageId: string;
  event: string;
  /** Null for a test. */
  payload: EventPayload | null;
  createdAt: Date;
  /** Which try this is, from 1. */
  tries: number;
};

/** A destination as it is sent to. */
export type OpenDestination = {
  id: number;
  kind: string;
  config: unknown;
  /** Encrypted. */
  secret: Uint8Array | null;
  formerSecret: Uint8Array | null;
};

/** What came of a try. `answer` is what the other side said last, or why it could not be reached. */
export type Outcome =
  | { kind: 'sent'; answer: string; remoteId?: string }
  | { kind: 'failed'; answer: string; retryAfterSeconds?: number }
  /** The destination wants nothing any more. */
  | { kind: 'gone'; answer: string };
