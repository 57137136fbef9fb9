import * as z from 'zod/mini';

// The text of a block: runs of letters with their marks. The editor takes these shapes along into the browser, where
// the whole of zod would be a third of its script; so all blocks use zod's small form.

/** A line of at most so many characters. */
export const line = (max: number) => z.string().check(z.maxLength(max));

/** A line that is not empty. */
export const filledLine = (max: number) => line(max).check(z.minLength(1));

/** A list of so many things. */
export const listOf = <Shape extends z.ZodMiniType>(shape: Shape, max: number, min = 0) =>
  z.array(shape).check(z.minLength(min), z.maxLength(max));

/** Where links in a text may lead: the web, a mail box, or an address of this site. Nothing that runs. */
const href = line(2_000).check(
  z.refine(
    (value) =>
      /^(https?:\/\/[^\s]+|mailto:[^\s]+|\/(?![/\\])[^\s]*)$/i.test(value) &&
      URL.canParse(value, 'https://here.example'),
    'unsafe link',
  ),
);

/** A language, with its script or country where that matters: `fr`, `sr-Latn`, `pt-BR` (BCP 47). */
const languageTag = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/));

/** How long one text may be. */
export const TEXT_LIMIT = { letters: 20_000, spans: 2_000 };

const span = z.strictObject({
  text: filledLine(TEXT_LIMIT.letters),
  strong: z.optional(z.literal(true)),
  emphasis: z.optional(z.literal(true)),
  strikethrough: z.optional(z.literal(true)),
  script: z.optional(z.enum(['super', 'sub'])),
  href: z.optional(href),
  /** Where it is another than the text's. */
  lang: z.optional(languageTag),
});

/** A text that says something. */
export const text = listOf(span, TEXT_LIMIT.spans, 1);

export type Span = z.infer<typeof span>;
export type Text = Span[];

/** What holds for the letters of a span. */
export type Marks = Omit<Span, 'text'>;

export function haveSameMarks(one: Marks, other: Marks): boolean {
  return (
    one.strong === other.strong &&
    one.emphasis === other.emphasis &&
    one.strikethrough === other.strikethrough &&
    one.script === other.script &&
    one.href === other.href &&
    one.lang === other.lang
  );
}

/** Whether a text may link there. */
export function mayLinkTo(address: string): boolean {
  return href.safeParse(address).success;
}

/** Whether a text may be marked as being in it. */
export function isLanguageTag(tag: string): boolean {
  return languageTag.safeParse(tag).success;
}

/** Unicode's own letters for what is raised or lowered; whatever it has none for stays as it is, as in 1st. */
const SCRIPTS = {
  super: new Map([...'0123456789+-−=()'].map((letter, index) => [letter, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾'][index]])),
  sub: new Map([...'0123456789+-−=()'].map((letter, index) => [letter, [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'][index]])),
};

/**
 * A text as it can be said without marks, with no figure another one: 10⁹ keeps its power, and what is struck out is
 * left out.
 */
export function plainText(spans: readonly Span[]): string {
  return spans.map((span) => (span.strikethrough ? '' : lettersOf(span))).join('');
}

/** The same for those who write it: what is struck out is there, between tildes. */
export function writtenText(spans: readonly Span[]): string {
  return spans.map((span) => (span.strikethrough ? `~~${lettersOf(span)}~~` : lettersOf(span))).join('');
}

function lettersOf({ text, script }: Span): string {
  return script ? [...text].map((letter) => SCRIPTS[script].get(letter) ?? letter).join('') : text;
}
