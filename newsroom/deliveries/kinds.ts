import type { OpenDestination, Outcome, Outgoing } from '#newsroom/deliveries/delivery';
import { sendWebhook } from '#newsroom/deliveries/webhook/send-webhook';
import type { Door } from '#platform/http-client';

type Kind = {
  /** Sends once; never throws for what the other side does. `door` says what may be reached. */
  send(destination: OpenDestination, delivery: Outgoing, door: Door | undefined): Promise<Outcome>;
};

/** Every kind of destination. A new one is a folder with its `send` and a line here. */
const DESTINATION_KINDS = {
  webhook: { send: sendWebhook },
} as const satisfies Record<string, Kind>;

type DestinationKind = keyof typeof DESTINATION_KINDS;

/** The kind of a name; undefined for one that only another version knows. */
export function destinationKind(name: string): Kind | undefined {
  return Object.hasOwn(DESTINATION_KINDS, name) ? DESTINATION_KINDS[name as DestinationKind] : undefined;
}
