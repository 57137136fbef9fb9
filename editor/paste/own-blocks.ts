import { DOMSerializer, type Schema } from '@tiptap/pm/model';

/**
 * The attribute of what was copied from an editor of ours, and is taken as it is. Other editors have ones of theirs.
 */
export const OWN = 'data-story-blocks';

/** Writes blocks for the clipboard. */
export function ownSerializer(schema: Schema): DOMSerializer {
  const { nodes, marks } = DOMSerializer.fromSchema(schema);
  return new (class extends DOMSerializer {
    override serializeFragment(...given: Parameters<DOMSerializer['serializeFragment']>) {
      const copied = super.serializeFragment(...given);
      copied.firstElementChild?.setAttribute(OWN, '');
      return copied;
    }
  })(nodes, marks);
}
