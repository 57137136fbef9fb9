import { saveText } from '#newsroom/editing/save-text';
import { moveToTrash } from '#newsroom/editing/trash-article';
import { refuse } from '#newsroom/result';
import { badRequest, notAllowed, problem } from '../../../answer.ts';
import { draftChange, draftParameters, nothing } from '../../draft-schemas.ts';
import { refused } from '../../refused.ts';
import { tokenHandler } from '../../token-handler.ts';
import { answerDraft, changedMeanwhile, findDraft } from '../answer-draft.ts';
import { withGivenText } from '../given-text.ts';

const ofDraft = { scope: 'stories:write', parameters: draftParameters } as const;

export const GET = tokenHandler({ ...ofDraft, body: nothing }, ({ actor, parameters: { id } }) =>
  answerDraft(actor, id),
);

/** Saves parts of the text, if it is still of the version that If-Match or `version` names. */
export const PATCH = tokenHandler({ ...ofDraft, body: draftChange }, async ({ request, actor, parameters, body }) => {
  const { id } = parameters;
  const { version, ...given } = body;
  const header = request.headers.get('if-match');
  const named = header === null ? version : versionIn(header);
  if (header !== null && named === undefined) return badRequest([{ path: ['If-Match'], message: 'Invalid version' }]);
  if (named === undefined)
    return problem(428, 'Precondition required', 'Name the version that you have read: If-Match or version.');
  const conflict = header === null ? 409 : 412;
  const draft = await findDraft(actor, id);
  if (!draft) return refused(refuse('not-found', 'article'));
  if (draft.version !== named) return changedMeanwhile(actor, id, conflict);
  const { text, leftOut } = await withGivenText(draft.text, given, draft.language);
  const saved = await saveText(actor, id, { text, base: named, isExplicit: true });
  if (saved.ok) return answerDraft(actor, id, { more: leftOut.length > 0 ? { leftOut } : {} });
  return saved.why === 'conflict' ? changedMeanwhile(actor, id, conflict) : refused(saved);
});

/** A version as an ETag has it: `"7"`. Undefined for anything else. */
function versionIn(header: string): number | undefined {
  const [, version] = /^(?:W\/)?"?([1-9]\d{0,8})"?$/.exec(header.trim()) ?? [];
  return version === undefined ? undefined : Number(version);
}

/** Moves it to the trash; a published one has to be withdrawn first. */
export const DELETE = tokenHandler({ ...ofDraft, body: nothing }, async ({ actor, parameters: { id } }) => {
  const moved = await moveToTrash(actor, id);
  return moved.ok ? new Response(null, { status: 204 }) : refused(moved);
});

const unsupported = notAllowed('GET, HEAD, PATCH, DELETE');

export { unsupported as POST, unsupported as PUT };
