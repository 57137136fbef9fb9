import type { Span, Text } from '#blocks/spans';

export function Spans({ text }: { text: Text }) {
  return text.map((span, index) => <Marked key={index} {...span} />);
}

function Marked({ text, strong, emphasis, strikethrough, script, href, lang }: Span) {
  let drawn = <>{text}</>;
  if (lang)
    drawn = (
      <span lang={lang} dir="auto">
        {drawn}
      </span>
    );
  if (script) drawn = script === 'super' ? <sup>{drawn}</sup> : <sub>{drawn}</sub>;
  if (strikethrough) drawn = <s>{drawn}</s>;
  if (emphasis) drawn = <em>{drawn}</em>;
  if (strong) drawn = <strong>{drawn}</strong>;
  if (href) drawn = <a href={href}>{drawn}</a>;
  return drawn;
}
