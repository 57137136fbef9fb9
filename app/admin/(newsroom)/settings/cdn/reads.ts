import { listPurgeTargets } from '#newsroom/purges/list-purge-targets';

export const readPurgeTargets = listPurgeTargets;
