/** CDNs that are set up in the newsroom, each with its name as people know it. */
export const CDNS = { fastly: 'Fastly', cloudflare: 'Cloudflare' } as const;
export type Cdn = keyof typeof CDNS;
