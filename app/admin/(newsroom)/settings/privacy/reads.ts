import { findActivityYears } from '#newsroom/audit/activity-years';
import { findBackupPlan } from '#newsroom/backups/find-backup-plan';
import { findPersonalData } from '#newsroom/privacy/find-personal-data';
import { tablesByKind } from '#newsroom/privacy/personal-tables';
import { listColleagues } from '#newsroom/staff/list-colleagues';

export const readActivityYears = findActivityYears;
export const readBackupPlan = findBackupPlan;
export const readMembers = listColleagues;
export const readPersonalData = findPersonalData;
export const readTables = tablesByKind;
