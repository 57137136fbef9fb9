import type { ArticleBody } from '#blocks/body';
import { lackOf, type StoryKind } from '#newsroom/articles/kinds';
import type { ImportRun } from '#newsroom/transfer/run/import-run';
import type { Known } from '#newsroom/transfer/run/ledger';
import type { SourcePost } from '#newsroom/transfer/source/source-item';

/** How a story is filed here. */
export type Filing = { sectionId: number; tagIds: number[]; authorIds: number[]; kind: StoryKind };

/**
 * How a post is filed: in the section of its first category that became one, else in the one that was chosen for all
 * others; with the tags and authors that its terms and authors became. `unknown` says that it names authors or terms
 * that are not here.
 */
export function filingOf(
  run: ImportRun,
  post: SourcePost,
  { terms, authors, body }: { terms: Map<string, Known>; authors: Map<string, Known>; body: ArticleBody },
): Filing & { unknown: boolean } {
  const become = post.terms.map((id) => terms.get(id));
  const idsOf = (resource: Known['resource'], found: (Known | undefined)[]) => [
    ...new Set(found.flatMap((one) => (one?.resource === resource ? Number(one.resourceId) : []))),
  ];
  const [section] = idsOf('section', become);
  const tagIds = idsOf('tag', become);
  const authorIds = idsOf(
    'author',
    post.authors.map((id) => authors.get(id)),
  );
  const kind = post.format && !lackOf(post.format, { body, authors: authorIds.length }) ? post.format : 'article';
  const unknown = post.authors.some((id) => !authors.has(id)) || post.terms.some((id) => !terms.has(id));
  return { sectionId: section ?? otherSection(run).id, tagIds, authorIds, kind, unknown };
}

/** The section of stories whose categories lead to none. Throws where the site has none, which begin checks. */
function otherSection(run: ImportRun): { id: number; key: string } {
  const { section } = run.options;
  const found = section === undefined ? run.topics.firstSection() : run.topics.section(section);
  if (!found) throw new Error('there is no section for stories without one');
  return found;
}
