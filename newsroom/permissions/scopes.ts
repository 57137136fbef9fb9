import type { Permission } from '#newsroom/permissions/permissions';

/** What a token of the API may do, by its scopes. Whatever is not among them it may not, whoever has made it. */
export const SCOPES = {
  'stories:write': [
    ...(['article.read', 'article.create', 'article.translate', 'article.edit'] as const),
    ...(['article.submit', 'article.rename', 'article.remove', 'story.edit'] as const),
  ],
  'stories:publish': [
    ...(['article.read', 'article.approve', 'article.publish', 'article.schedule'] as const),
    ...(['article.withdraw', 'article.note'] as const),
  ],
  'media:write': ['picture.create', 'picture.edit'],
  'webhooks:manage': ['webhook.edit'],
} as const satisfies Record<string, readonly Permission[]>;

export type Scope = keyof typeof SCOPES;

export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]];

export function isScope(name: string): name is Scope {
  return Object.hasOwn(SCOPES, name);
}
