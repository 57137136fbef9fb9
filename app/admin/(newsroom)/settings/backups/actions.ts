'use server';
import { z } from 'zod';
import { newsroomAction } from '#app/admin/action';
import { requestBackup, saveBackupPlan, stopBackups } from '#newsroom/backups/save-backup-plan';

const nothing = z.strictObject({});

export const savePlanAction = newsroomAction(
  {
    input: z.strictObject({
      place: z.string().trim().min(1).max(500),
      hour: z.coerce.number().int().min(0).max(23),
      keepDays: z.coerce.number().int().min(1).max(365),
    }),
    done: 'backups.saved',
  },
  (plan, { actor }) => saveBackupPlan(actor, plan),
);

export const requestBackupAction = newsroomAction({ input: nothing, done: 'backups.requested' }, (_, { actor }) =>
  requestBackup(actor),
);

export const stopBackupsAction = newsroomAction({ input: nothing, done: 'backups.stopped' }, (_, { actor }) =>
  stopBackups(actor),
);
