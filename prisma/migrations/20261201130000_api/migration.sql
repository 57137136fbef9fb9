-- Tokens by which other programs write. What a token says is kept nowhere, only its SHA-256. Rows stay after a token has
-- been revoked: revisions and the activity log name it.
CREATE TABLE "api_token" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "api_token_is_no_person" CHECK ("id" LIKE 'api-%')
);

CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");
CREATE INDEX "api_token_created_at_idx" ON "api_token"("created_at" DESC);

-- What a request of a token was answered, for when it is sent again with the same Idempotency-Key. `status` is null
-- while the first one is being answered. Deleted after a day.
CREATE TABLE "idempotent_request" (
    "token_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "status" INTEGER,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "body" TEXT NOT NULL DEFAULT '',
    "begun_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("token_id", "key"),
    CONSTRAINT "idempotent_request_token_id_fkey" FOREIGN KEY ("token_id")
        REFERENCES "api_token"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "idempotent_request_begun_at_idx" ON "idempotent_request"("begun_at");

-- The name of whoever has written something: people, and programs by their tokens.
CREATE FUNCTION actor_name(of_id text) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT coalesce(
        (SELECT name FROM staff WHERE id = of_id),
        (SELECT 'API: ' || name FROM api_token WHERE id = of_id)
    )
$$;
