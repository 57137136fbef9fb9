import type { Marks } from '#blocks/spans';
import type { Place, Rule } from './html-reader.ts';
import { childElements } from './tree.ts';

// MathML, which says by the order of its elements alone what is raised, lowered, or divided by what.

function scripted(...scripts: NonNullable<Marks['script']>[]): Rule {
  return (element, place, read, out) => {
    for (const [index, part] of childElements(element).entries()) {
      const script = scripts[index - 1];
      read.into(out, [part], script ? { ...place, marks: { ...place.marks, script } } : place);
    }
  };
}

const fraction: Rule = (element, place, read, out) => {
  for (const [index, part] of childElements(element).entries()) {
    if (index > 0) out.push(letters('/', place));
    const needsBrackets = childElements(part).length > 1;
    if (needsBrackets) out.push(letters('(', place));
    read.into(out, [part], place);
    if (needsBrackets) out.push(letters(')', place));
  }
};

const root: Rule = (element, place, read, out) => {
  out.push(letters('√(', place));
  read.into(out, element.childNodes, place);
  out.push(letters(')', place));
};

function letters(text: string, { marks }: Place) {
  return { kind: 'run' as const, text, marks };
}

export const FORMULA_RULES: Record<string, Rule> = {
  msup: scripted('super'),
  msub: scripted('sub'),
  msubsup: scripted('sub', 'super'),
  mfrac: fraction,
  msqrt: root,
};
