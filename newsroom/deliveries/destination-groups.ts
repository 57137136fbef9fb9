import type { AuditEvent } from '#newsroom/audit/events';
import { CHANNEL_KINDS } from '#newsroom/deliveries/channels/channels';
import type { Permission } from '#newsroom/permissions/permissions';
import { type Refusal, refuse } from '#newsroom/result';
import { database, type Sql, sql } from '#platform/database';

/** Destinations as people know them: other programs, and channels where readers are. */
export type DestinationGroup = 'webhook' | 'channel';

type Group = {
  kinds: readonly string[];
  /** Who may see and change them. */
  act: Permission;
  events: Record<'turnedOn' | 'turnedOff' | 'deleted', AuditEvent>;
};

export const DESTINATION_GROUPS: Record<DestinationGroup, Group> = {
  webhook: {
    kinds: ['webhook'],
    act: 'webhook.edit',
    events: { turnedOn: 'webhook.turnedOn', turnedOff: 'webhook.turnedOff', deleted: 'webhook.deleted' },
  },
  channel: {
    kinds: CHANNEL_KINDS,
    act: 'channel.edit',
    events: { turnedOn: 'channel.turnedOn', turnedOff: 'channel.turnedOff', deleted: 'channel.deleted' },
  },
};

/** That a destination (d) is one of a group. */
export function isOfGroup(group: DestinationGroup): Sql {
  return sql`d.kind = ANY (${[...DESTINATION_GROUPS[group].kinds]}::text[])`;
}

/** Why a statement found no destination of that version. */
export async function findDestinationRefusal(group: DestinationGroup, id: number): Promise<Refusal> {
  const kind = { in: [...DESTINATION_GROUPS[group].kinds] };
  return (await database().destination.count({ where: { id, kind } })) > 0
    ? refuse('conflict', 'it')
    : refuse('not-found', group);
}
