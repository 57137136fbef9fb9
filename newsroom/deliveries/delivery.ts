import type { EventPayload } from '#newsroom/deliveries/story-event';

/**
 * How far a delivery has come. `maybe_sent`: whoever was sending it has gone without a word. `failed`: it could not be
 * sent, and will be tried again. `edited` and `withdrawn` are for destinations that can do so with what they have.
 * `left_out`: there was nothing to send.
 */
export type DeliveryState =
  | 'waiting'
  | 'sending'
  | 'maybe_sent'
  | 'failed'
  | 'sent'
  | 'edited'
  | 'withdrawn'
  | 'left_out'
  | 'given_up';

/** A delivery as it is sent. */
export type Outgoing = {
  id: bigint;
  /** The same in every try. */
  messageId: string;
  event: string;
  /** Null for a test. */
  payload: EventPayload | null;
  articleId: number | null;
  createdAt: Date;
  /** Which try this is, from 1, or since somebody wanted it sent again. */
  tries: number;
  /** Whether there was a try before, ever. */
  isAgain: boolean;
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

/** What a channel shows of a story from now on. */
export type ChannelPost = {
  /** What the other side calls it; several with a space between. */
  remoteId: string;
  /** Where people see it, as far as that is known. */
  url: string;
  text: string;
  state: 'posted' | 'edited' | 'withdrawn';
};

/**
 * What came of a try; `sent`: the other side has dealt with it, whatever it has made of it. `answer` is what it said
 * last, or why it could not be reached.
 */
export type Outcome =
  | {
      kind: 'sent';
      answer: string;
      state?: 'sent' | 'edited' | 'withdrawn' | 'left_out' | 'given_up';
      post?: ChannelPost;
    }
  | { kind: 'failed'; answer: string; retryAfterSeconds?: number }
  /** It may have been sent, and must not be sent again before somebody has looked. */
  | { kind: 'maybe_sent'; answer: string }
  /** The destination wants nothing any more. */
  | { kind: 'gone'; answer: string };
