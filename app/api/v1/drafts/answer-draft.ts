import { storedBody } from '#blocks/body';
import { postAddress } from '#i18n/addresses';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import type { WorkingCopy } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { refuse } from '#newsroom/result';
import { publicUrl } from '#platform/env';
import { refused } from '../refused.ts';

const NOT_FOUND = refuse('not-found', 'article');

/** The draft as it is now, as the answer to a request; or that there is none. */
export async function answerDraft(
  actor: Actor,
  id: number,
  { status = 200, more = {} }: { status?: number; more?: Record<string, unknown> } = {},
): Promise<Response> {
  const draft = await findDraft(actor, id);
  if (!draft) return refused(NOT_FOUND);
  const headers: Record<string, string> = { etag: `"${draft.version}"` };
  if (status === 201) headers.location = `/api/v1/drafts/${id}`;
  return Response.json({ ...presentDraft(draft), ...more }, { status, headers });
}

/** An article that is not in the trash, as the newsroom has it. */
export async function findDraft(actor: Actor, id: number): Promise<WorkingCopy | null> {
  const draft = await findWorkingCopy(actor, id);
  return draft && !draft.removedAt ? draft : null;
}

/** That something was changed since it was read, with what is there now. */
export async function changedMeanwhile(actor: Actor, id: number, status: 409 | 412): Promise<Response> {
  const draft = await findDraft(actor, id);
  if (!draft) return refused(NOT_FOUND);
  return refused(refuse('conflict', 'text'), { current: presentDraft(draft) }, status);
}

export function presentDraft(draft: WorkingCopy) {
  const { id, storyId, language, state, workflow, slug, version, publishedVersion, publishedAt, text } = draft;
  return {
    ...{ id, group: storyId, language, state, workflow, slug },
    url: publicUrl() + postAddress(language, slug),
    ...{ version, publishedVersion, publishedAt: publishedAt?.toISOString() ?? null },
    ...{ headline: text.headline, standfirst: text.standfirst, source: text.source, blocks: storedBody(text.body) },
    filingVersion: draft.storyVersion,
    kind: draft.kind,
    section: draft.section.key,
    tags: draft.tags.map(({ key }) => key),
    authors: draft.authors.map(({ key }) => key),
    picture: draft.leadId,
    changedAt: draft.changedAt.toISOString(),
    changedBy: draft.changedByName,
  };
}
