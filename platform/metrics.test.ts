import { register } from 'prom-client';
import { afterEach, expect, it } from 'vitest';
import { byLabel, counter, gauge, gauges } from '#platform/metrics';

afterEach(() => register.clear());

const text = () => register.metrics();

it('a number that is not known is missing, and one that is known again is there', async () => {
  let value: number | undefined = 5;
  gauge('portal_age_seconds', 'An age', () => value);
  expect(await text()).toMatch(/^portal_age_seconds 5$/m);
  value = undefined;
  expect(await text()).not.toMatch(/^portal_age_seconds/m);
  value = 0;
  expect(await text()).toMatch(/^portal_age_seconds 0$/m);
});

it('what cannot be measured takes no other metric with it', async () => {
  gauge('portal_broken_bytes', 'Cannot be measured', () => Promise.reject(new Error('no such folder')));
  gauge('portal_sound_bytes', 'Can be measured', async () => 7);
  expect(await text()).toMatch(/^portal_sound_bytes 7$/m);
  expect(await text()).not.toMatch(/^portal_broken_bytes/m);
});

it('has one number for each value of a label, and forgets those that are gone', async () => {
  let readings = byLabel('kind', { page: 1, search: 2 });
  gauges('portal_waiting', 'Waits', ['kind'], () => readings);
  counter('portal_done_total', 'Done', ['kind'], () => readings);
  expect(await text()).toMatch(/^portal_waiting\{kind="search"\} 2$/m);
  expect(await text()).toMatch(/^portal_done_total\{kind="page"\} 1$/m);
  readings = byLabel('kind', { page: 3 });
  expect(await text()).not.toContain('search');
});
