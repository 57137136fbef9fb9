/** What others can be told of. The triggers of the migration write them. */
export const STORY_EVENTS = [
  'story.published',
  'story.updated',
  'story.corrected',
  'story.withdrawn',
  'story.deleted',
] as const;

export type StoryEvent = (typeof STORY_EVENTS)[number];

export function isStoryEvent(name: string): name is StoryEvent {
  return (STORY_EVENTS as readonly string[]).includes(name);
}

/** What is kept of an event until it is delivered. */
export type EventPayload = {
  at: string;
  id: number;
  group: number;
  language: string;
  slug: string;
  headline: string;
};
