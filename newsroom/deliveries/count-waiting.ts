import { OPEN } from '#newsroom/deliveries/lease';
import { database } from '#platform/database';

/**
 * How much has not been delivered yet: events of which no delivery has been made, deliveries that have not been tried,
 * and such as have failed and are tried again; for destinations that are on. By indexes of what is open.
 */
export async function countWaiting(): Promise<{ events: number; untried: number; retried: number }> {
  const [row] = await database().$queryRaw<{ events: number; untried: number; retried: number }[]>`
    SELECT (SELECT count(*) FROM story_event WHERE NOT is_handed_out)::float8 AS events,
      (count(*) FILTER (WHERE x.tries = 0))::float8 AS untried, (count(*) FILTER (WHERE x.tries > 0))::float8 AS retried
    FROM delivery x JOIN destination d ON d.id = x.destination_id
    WHERE d.state = 'on' AND x.state IN ${OPEN}`;
  return row ?? { events: 0, untried: 0, retried: 0 };
}
