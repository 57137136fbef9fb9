import { findBackupPlan } from '#newsroom/backups/find-backup-plan';
import { findBackupState } from '#newsroom/backups/find-backup-state';
import { listBackups } from '#newsroom/backups/list-backups';

export const readBackupPlan = findBackupPlan;
export const readBackupState = findBackupState;
export const readBackups = listBackups;
