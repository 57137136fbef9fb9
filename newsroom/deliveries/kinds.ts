import type { AnyChannel } from '#newsroom/deliveries/channels/channel';
import { CHANNEL_KINDS, CHANNELS } from '#newsroom/deliveries/channels/channels';
import { sendToChannel } from '#newsroom/deliveries/channels/send-to-channel';
import type { OpenDestination, Outcome, Outgoing } from '#newsroom/deliveries/delivery';
import { sendWebhook } from '#newsroom/deliveries/webhook/send-webhook';
import type { Door } from '#platform/http-client';

type Kind = {
  /** Sends once; never throws for what the other side does. `door` says what may be reached. */
  send(destination: OpenDestination, delivery: Outgoing, door: Door | undefined): Promise<Outcome>;
};

/** Every kind of destination. A new one is a folder with its `send` and a line here, or a channel (channels.ts). */
const DESTINATION_KINDS: Record<string, Kind> = {
  webhook: { send: sendWebhook },
  ...Object.fromEntries(CHANNEL_KINDS.map((kind) => [kind, channelKind(CHANNELS[kind])])),
};

function channelKind(channel: AnyChannel): Kind {
  return { send: (...given) => sendToChannel(channel, ...given) };
}

/** The kind of a name; undefined for one that only another version knows. */
export function destinationKind(name: string): Kind | undefined {
  return Object.hasOwn(DESTINATION_KINDS, name) ? DESTINATION_KINDS[name] : undefined;
}
