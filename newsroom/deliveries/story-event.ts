/** What others can be told of. The triggers of the migration write them. */
export const STORY_EVENTS = [
  'story.published',
  'story.updated',
  'story.corrected',
  'story.withdrawn',
  'story.deleted',
  /** More at once than are told one by one. */
  'stories.changed',
] as const;

export type StoryEvent = (typeof STORY_EVENTS)[number];

export function isStoryEvent(name: string): name is StoryEvent {
  return (STORY_EVENTS as readonly string[]).includes(name);
}

/**
 * What is kept of an event until it is delivered: of one story, or how many were changed at once. `askedAt`: when
 * somebody wanted a channel to post it after all.
 */
export type EventPayload =
  | { at: string; id: number; group: number; language: string; slug: string; headline: string; askedAt?: string }
  | { at: string; stories: number };
