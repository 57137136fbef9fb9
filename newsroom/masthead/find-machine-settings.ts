import { database } from '#platform/database';

/** What the paper has settled with machines, in no language. */
export type MachineSettings = {
  /** WebSub hub that feeds name. */
  hub: string | null;
  adsTxt: string;
  /** mailto: or https: */
  securityContact: string | null;
};

/** As set in the masthead; nothing before there is one. */
export async function findMachineSettings(): Promise<MachineSettings> {
  const row = await database().masthead.findUnique({
    where: { id: 1 },
    select: { hubUrl: true, adsTxt: true, securityContact: true },
  });
  return { hub: row?.hubUrl ?? null, adsTxt: row?.adsTxt ?? '', securityContact: row?.securityContact ?? null };
}
