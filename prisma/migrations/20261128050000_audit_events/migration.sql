-- Events have names of their own instead of the permission that allowed them (newsroom/audit/events.ts); what was read out of details before is the
-- name now. What earlier versions wrote is renamed so that the log reads the same from its first day.

ALTER TABLE "audit_entry" RENAME COLUMN "act" TO "event";
ALTER TABLE "audit_entry" RENAME COLUMN "thing" TO "resource";
ALTER TABLE "audit_entry" RENAME COLUMN "thing_id" TO "resource_id";
ALTER INDEX "audit_entry_act_id_idx" RENAME TO "audit_entry_event_id_idx";
ALTER INDEX "audit_entry_thing_id_idx" RENAME TO "audit_entry_resource_id_idx";
ALTER INDEX "audit_entry_thing_thing_id_id_idx" RENAME TO "audit_entry_resource_resource_id_id_idx";

UPDATE "audit_entry" e SET
    "event" = CASE
        WHEN "event" = 'article.create' THEN 'article.created'
        WHEN "event" = 'article.translate' THEN 'article.translated'
        WHEN "event" = 'article.edit' THEN 'article.saved'
        WHEN "event" = 'article.submit' THEN 'article.submitted'
        WHEN "event" = 'article.approve' AND "detail"->>'to' = 'ready' THEN 'article.approved'
        WHEN "event" = 'article.approve' THEN 'article.changesRequested'
        WHEN "event" = 'article.publish' THEN 'article.published'
        WHEN "event" = 'article.schedule' AND "detail" ? 'embargo' AND "detail"->>'embargo' IS NULL THEN 'article.embargoLifted'
        WHEN "event" = 'article.schedule' AND "detail" ? 'embargo' THEN 'article.embargoSet'
        WHEN "event" = 'article.schedule' AND "detail" ? 'at' AND "detail"->>'at' IS NULL THEN 'article.unscheduled'
        WHEN "event" = 'article.schedule' THEN 'article.scheduled'
        WHEN "event" = 'article.withdraw' THEN 'article.withdrawn'
        WHEN "event" = 'article.rename' THEN 'article.addressChanged'
        WHEN "event" = 'article.note' AND "detail"->>'kind' = 'update' THEN 'article.updateAdded'
        WHEN "event" = 'article.note' THEN 'article.correctionAdded'
        WHEN "event" = 'article.share' THEN 'article.previewShared'
        WHEN "event" = 'article.remove' AND "detail"->'removed' = 'false' THEN 'article.restored'
        WHEN "event" = 'article.remove' THEN 'article.trashed'
        WHEN "event" = 'story.edit' THEN 'story.organized'
        WHEN "event" = 'picture.create' THEN 'picture.added'
        WHEN "event" = 'picture.edit' THEN 'picture.changed'
        WHEN "event" = 'picture.remove' THEN 'picture.deleted'
        WHEN "resource" IN ('section', 'tag', 'author') THEN CASE
            WHEN "detail"->>'moved' = 'up' THEN 'section.movedUp'
            WHEN "detail"->>'moved' = 'down' THEN 'section.movedDown'
            WHEN "detail" ? 'merged' THEN 'tag.merged'
            WHEN "detail" ? 'created' THEN "resource" || '.created'
            WHEN "detail" ? 'removed' THEN "resource" || '.deleted'
            ELSE "resource" || '.changed'
        END
        WHEN "event" = 'masthead.edit' AND "resource" = 'page' AND "detail" ? 'body' THEN 'page.textChanged'
        WHEN "event" = 'masthead.edit' AND "resource" = 'page' THEN 'page.changed'
        WHEN "event" = 'masthead.edit' AND "resource_id" LIKE 'ad-%' THEN 'ad.changed'
        WHEN "event" = 'masthead.edit' THEN 'settings.changed'
        WHEN "event" = 'front.save' THEN 'front.changed'
        WHEN "event" = 'people.edit' THEN CASE
            WHEN "detail" ? 'joined' THEN 'staff.joined'
            WHEN "detail" ? 'invited' THEN 'staff.invited'
            WHEN "detail"->'suspended' = 'true' THEN 'staff.suspended'
            WHEN "detail"->'suspended' = 'false' THEN 'staff.reinstated'
            WHEN "detail" ? 'passwordLink' THEN 'staff.resetLinkCreated'
            WHEN "detail" ? 'invitationTakenBack' THEN 'staff.invitationRevoked'
            WHEN "detail" ? 'withoutSecondFactor' THEN 'staff.twoFactorReset'
            ELSE 'staff.roleChanged'
        END
        WHEN "event" = 'account.edit' THEN 'account.changed'
        WHEN "detail" ?| ARRAY['byPassword', 'byCode', 'byRecoveryCode', 'byPasskey'] THEN 'account.signedIn'
        WHEN "detail" ? 'signedOut' THEN 'account.signedOut'
        WHEN "detail" ? 'sessionEnded' THEN 'account.sessionRevoked'
        WHEN "detail" ? 'othersEnded' THEN 'account.otherSessionsRevoked'
        WHEN "detail" ? 'ownPassword' THEN 'account.passwordChanged'
        WHEN "detail" ? 'newPassword' THEN 'account.passwordReset'
        WHEN "detail" ? 'factorOn' THEN 'account.twoFactorOn'
        WHEN "detail" ? 'factorOff' THEN 'account.twoFactorOff'
        WHEN "detail" ? 'recoveryCodes' THEN 'account.recoveryCodesCreated'
        WHEN "detail" ? 'passkeyAdded' THEN 'account.passkeyAdded'
        WHEN "detail" ? 'passkeyRemoved' THEN 'account.passkeyRemoved'
        ELSE "event"
    END,
    "detail" = CASE
        WHEN "event" IN ('article.submit', 'article.approve') THEN "detail" - 'to'
        WHEN "event" = 'article.schedule' AND coalesce("detail"->>'at', "detail"->>'embargo') IS NULL THEN '{}'
        WHEN "event" = 'article.schedule' AND "detail" ? 'embargo' THEN jsonb_build_object('until', "detail"->'embargo')
        WHEN "event" = 'article.note' THEN "detail" - 'kind'
        WHEN "event" = 'article.remove' THEN '{}'
        WHEN "resource" IN ('section', 'tag', 'author') THEN "detail" - '{created,removed,moved}'::text[]
        WHEN "event" = 'people.edit' AND "detail" ? 'joined' THEN jsonb_build_object('role', "detail"->'joined')
        WHEN "event" = 'people.edit' AND "detail" ? 'invited' THEN jsonb_build_object('role', "detail"->'invited')
        WHEN "event" = 'people.edit' AND "detail" ? 'role' THEN jsonb_build_object('from', "detail"->'was', 'to', "detail"->'role')
        WHEN "event" = 'people.edit' THEN '{}'
        WHEN "event" = 'account.edit' THEN jsonb_build_object('formerName', "detail"->'was', 'language', "detail"->'language')
        WHEN "detail" ? 'byPassword' THEN '{"method": "password"}'
        WHEN "detail" ? 'byCode' THEN '{"method": "code"}'
        WHEN "detail" ? 'byRecoveryCode' THEN '{"method": "recoveryCode"}'
        WHEN "detail" ? 'byPasskey' THEN '{"method": "passkey"}'
        WHEN "detail" ? 'sessionEnded' THEN jsonb_build_object('address', "detail"->'sessionEnded')
        WHEN "detail" ? 'othersEnded' THEN jsonb_build_object('count', "detail"->'othersEnded')
        WHEN "detail" ? 'passkeyAdded' THEN jsonb_build_object('name', CASE jsonb_typeof("detail"->'passkeyAdded') WHEN 'string' THEN "detail"->'passkeyAdded' ELSE '""' END)
        WHEN "detail" ? 'passkeyRemoved' THEN jsonb_build_object('name', "detail"->'passkeyRemoved')
        WHEN "event" LIKE 'account.%' THEN '{}'
        ELSE "detail"
    END,
    "resource" = CASE WHEN "resource" <> 'masthead' THEN "resource" WHEN "resource_id" LIKE 'ad-%' THEN 'ad' ELSE 'settings' END,
    "resource_id" = CASE WHEN "resource" = 'masthead' AND "resource_id" LIKE 'ad-%' THEN substr("resource_id", 4) ELSE "resource_id" END;
