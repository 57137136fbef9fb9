import * as fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import { createSiteSettings } from '#e2e/test-data';
import { liveDay } from '#e2e/writers-day/live-day';
import { SpareWriters } from '#e2e/writers-day/spare-writers';
import { anyDay } from '#e2e/writers-day/steps';

/** How many days are lived; asked for none, as many as 15 seconds are enough for, and at most 25. */
const DAYS = process.env.DAYS;
const BUDGET = { numRuns: Number(DAYS ?? 25), ...(!DAYS && { interruptAfterTimeLimit: 15_000 }) };

const writers = new SpareWriters();
beforeAll(createSiteSettings);
afterAll(() => writers.close());

it('no word that was acknowledged is lost, and readers get what the publisher saw', { timeout: 36_000_000 }, () =>
  fc.assert(
    fc.asyncProperty(anyDay, (day) => liveDay(day, writers)),
    BUDGET,
  ),
);
