import { database } from '#platform/database';

/** What the demo is made of, in the order in which it can be removed: stories name topics and pictures. */
export const DEMO_RESOURCES = [
  ...(['story', 'page', 'ad', 'social-link', 'site-text'] as const),
  ...(['author', 'tag', 'section', 'picture'] as const),
] as const;
export type DemoResource = (typeof DEMO_RESOURCES)[number];

/** Whether there is something of the demo that has neither been removed nor become the newspaper's own. */
export async function hasDemo(): Promise<boolean> {
  return (await database().demoItem.findFirst({ select: { resource: true } })) !== null;
}
