import { database } from '#platform/database';

/**
 * Publishes the articles whose time has come by PostgreSQL's clock; returns how many. Several processes may ask at once: each article is
 * published by one of them, and announced once (the outbox entry is part of the same statement).
 */
export function publishDueArticles(): Promise<number> {
  return database().$executeRaw`
    UPDATE article SET state = 'published'
    WHERE id IN (SELECT id FROM article WHERE state = 'scheduled' AND published_at <= now() FOR UPDATE SKIP LOCKED)`;
}
