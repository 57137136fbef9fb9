import { expect, it } from 'vitest';
import { ActionPages } from '#server/http/action-pages';

const pages = new ActionPages(
  {
    '/admin/(newsroom)/[...rest]/page': '/admin/[...rest]',
    '/admin/(newsroom)/topics/[kind]/[key]/page': '/admin/topics/[kind]/[key]',
    '/admin/(newsroom)/topics/new/[kind]/page': '/admin/topics/new/[kind]',
    '/admin/(newsroom)/settings/page': '/admin/settings',
  },
  {
    node: {
      edit: { workers: { 'app/admin/(newsroom)/topics/[kind]/[key]/page': {} } },
      begin: { workers: { 'app/admin/(newsroom)/topics/new/[kind]/page': {} } },
      save: { workers: { 'app/admin/(newsroom)/settings/page': {} } },
    },
  },
);

it.each([
  ['edit', '/admin/topics/tag/water', false],
  ['edit', '/admin/topics/new/tag', true],
  ['edit', '/admin/topics/tag', true],
  ['begin', '/admin/topics/new/tag', false],
  ['begin', '/admin/topics/tag/water', true],
  ['save', '/admin/settings', false],
  ['save', '/admin/settings/', false],
  ['save', '/admin/nowhere', true],
  ['save', '/elsewhere', true],
  // Next says by itself that there is none.
  ['unknown', '/admin/settings', false],
  ['constructor', '/admin/settings', false],
])('the action %s at %s is elsewhere: %s', (action, path, isElsewhere) => {
  expect(pages.isElsewhere(action, path)).toBe(isElsewhere);
});
