import { Extension, InputRule } from '@tiptap/core';
import type { Language } from '#i18n/languages';
import { typed } from '#newsroom/editing/typography';

/** How much of a paragraph Tiptap shows an input rule. A quote may have been opened before that. */
const SHOWN = 500;

/**
 * Quotes, dashes and dots are set while they are typed; Backspace, or undo, takes back what was set and leaves what was
 * typed.
 */
export const Typography = Extension.create<{ language: Language }>({
  name: 'typography',
  addOptions: () => ({ language: 'en' }),
  addInputRules() {
    const { editor, options } = this;
    return [
      new InputRule({
        find(text) {
          // The Enter key is shown as a line break, and would be lost if something were set for it.
          if (text.endsWith('\n')) return null;
          const { $from } = editor.state.selection;
          const earlier = $from.parent.textBetween(0, Math.max(0, $from.parentOffset - SHOWN));
          const setting = typed(earlier + text, options.language);
          return setting
            ? { index: text.length - setting.replace, text: text.slice(-setting.replace), data: setting }
            : null;
        },
        handler({ state, range, match }) {
          state.tr.insertText(match.data?.by, range.from, range.to);
        },
      }),
    ];
  },
  addKeyboardShortcuts() {
    const { editor, options } = this;
    return {
      // The end of a paragraph is the end of its last word.
      Enter() {
        const { $from, empty } = editor.state.selection;
        const setting = empty
          ? typed(`${$from.parent.textBetween(0, $from.parentOffset)} `, options.language)
          : undefined;
        if (setting)
          editor.view.dispatch(
            editor.state.tr.insertText(setting.by.trimEnd(), $from.pos - setting.replace + 1, $from.pos),
          );
        return false;
      },
    };
  },
});
