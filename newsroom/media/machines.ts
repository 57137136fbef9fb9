import { database } from '#platform/database';

/** Says that this machine is there, and forgets those that have said nothing for a day. `address` is an origin. */
export async function registerMachine(address: string): Promise<void> {
  await database().$executeRaw`
    INSERT INTO machine (address) VALUES (${address}) ON CONFLICT (address) DO UPDATE SET seen_at = now()`;
  await database().$executeRaw`DELETE FROM machine WHERE seen_at < now() - interval '1 day'`;
}

/** Addresses of the other machines that were there within a day, those first that were seen last. */
export async function listOtherMachines(own: string): Promise<string[]> {
  const machines = await database().$queryRaw<{ address: string }[]>`
    SELECT address FROM machine WHERE address <> ${own} AND seen_at > now() - interval '1 day'
    ORDER BY seen_at > now() - interval '2 minutes' DESC, random()`;
  return machines.map(({ address }) => address);
}
