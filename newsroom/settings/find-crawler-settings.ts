import { SITE } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** What the paper has settled with machines, in no language. */
export type CrawlerSettings = {
  /** WebSub hub that feeds name and that is told of changes. */
  hub: string | null;
  /** Key that IndexNow knows the site by. */
  indexNowKey: string | null;
  adsTxt: string;
  /** mailto: or https: */
  securityContact: string | null;
};

/** As the settings say; nothing before there are any. */
export async function findCrawlerSettings(): Promise<CrawlerSettings> {
  dependOn(SITE);
  const row = await database().siteSettings.findUnique({
    where: { id: 1 },
    select: { hubUrl: true, indexNowKey: true, adsTxt: true, securityContact: true },
  });
  return {
    hub: row?.hubUrl ?? null,
    indexNowKey: row?.indexNowKey ?? null,
    adsTxt: row?.adsTxt ?? '',
    securityContact: row?.securityContact ?? null,
  };
}
