-- The token of the bot that reads a channel of Telegram, encrypted.
ALTER TABLE "wire_source" ADD COLUMN "secret" BYTEA;

ALTER TABLE "wire_source"
    DROP CONSTRAINT "wire_source_address",
    ADD CONSTRAINT "wire_source_address" CHECK (
        address ~ '^(https?://|folder:|telegram:).' AND octet_length(address) <= 2000
    );
