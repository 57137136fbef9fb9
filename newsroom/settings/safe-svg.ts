import { Parser } from 'htmlparser2';

/** More elements than any logo has. */
const ELEMENTS_AT_MOST = 3_000;
/** Copies of copies grow fast. */
const USES_AT_MOST = 100;

const words = (list: string) => list.trim().split(/\s+/);

/** What drawings are made of. Everything else is refused, or dropped where editors note something there. */
const ELEMENTS = new Set(
  words(`
    svg g defs symbol use path rect circle ellipse line polyline polygon text tspan title desc
    linearGradient radialGradient stop clipPath mask pattern style
    filter feGaussianBlur feOffset feMerge feMergeNode feColorMatrix feBlend feFlood feComposite feDropShadow
  `),
);
const DROPPED = new Set(['metadata']);
const ATTRIBUTES = new Set(
  words(`
    id class style transform d x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height points viewBox preserveAspectRatio
    offset dx dy rotate textLength lengthAdjust pathLength version
    fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset opacity color display visibility overflow clip-path clip-rule mask filter
    stop-color stop-opacity flood-color flood-opacity color-interpolation color-interpolation-filters paint-order
    font-family font-size font-style font-weight letter-spacing text-anchor dominant-baseline mix-blend-mode isolation
    gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits patternUnits
    patternContentUnits patternTransform filterUnits primitiveUnits in in2 result stdDeviation type values mode
    operator k1 k2 k3 k4 shape-rendering text-rendering vector-effect xml:space
  `),
);

/** Of a style: whatever loads something, or hides that from being seen here. */
const UNSAFE_STYLE =
  /[\\<]|@(?!media\b)|expression|javascript:|behavior|binding|image-set|image\(|src\(|cross-fade|element\(/i;
const OWN_URL = /url\(\s*(['"]?)#[\w.:-]+\1\s*\)/gi;

export type SafeSvg = { ok: true; svg: string; width: number; height: number } | { ok: false; problem: string };

/**
 * An SVG as it may be served: read as XML, and written anew from what is allowed. Scripts, event handlers, foreign
 * content, links, animation, pictures and whatever refers to another file are refused, with what it is in `problem`;
 * notes of drawing programs are dropped. `width` and `height` are those of the drawing, in its own units.
 */
export function safeSvg(source: string): SafeSvg {
  const writer = new SvgWriter();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      ontext: (text) => writer.text(text),
      onclosetag: () => writer.close(),
      onprocessinginstruction: (name, data) => writer.instruction(name, data),
    },
    { xmlMode: true },
  );
  parser.end(source.replace(/^\ufeff/, ''));
  return writer.result();
}

class SvgWriter {
  #out = '';
  /** The text of a <style> that is open. */
  #style = '';
  #problem: string | undefined;
  #open: string[] = [];
  /** How deep it is in something that is dropped. */
  #dropped = 0;
  #elements = 0;
  #uses = 0;
  #size: { width: number; height: number } | undefined;

  open(name: string, attributes: Record<string, string>): void {
    if (this.#problem) return;
    if (this.#dropped > 0 || this.#isDropped(name)) {
      this.#dropped++;
      if (/(^|:)(script|foreignObject|iframe|object|embed)$/i.test(name)) this.#refuse(`<${name}>`);
      return;
    }
    this.#elements++;
    if (name === 'use') this.#uses++;
    if (!this.#mayStand(name)) {
      this.#refuse(`<${name}>`);
      return;
    }
    const kept = this.#attributesOf(attributes);
    if (this.#open.length === 0) this.#begin(attributes, kept);
    this.#open.push(name);
    const written = Object.entries(kept).map(([key, value]) => ` ${key}="${escaped(value)}"`);
    this.#out += `<${name}${written.join('')}>`;
  }

  text(text: string): void {
    if (this.#problem || this.#dropped > 0 || this.#open.length === 0) return;
    // It comes in pieces: what is unsafe may lie in two.
    if (this.#open.at(-1) === 'style') this.#style += text;
    else this.#out += escaped(text);
  }

  close(): void {
    if (this.#problem) return;
    if (this.#dropped > 0) {
      this.#dropped--;
      return;
    }
    const name = this.#open.pop();
    if (name === 'style' && isUnsafeStyle(this.#style)) this.#refuse('<style>');
    this.#out += `${escaped(this.#style)}</${name}>`;
    this.#style = '';
  }

  instruction(name: string, data: string): void {
    const isHarmless = name.toLowerCase() === '?xml' || (name.toLowerCase() === '!doctype' && !/\[|ENTITY/i.test(data));
    if (!isHarmless) this.#refuse(`<${name}>`);
  }

  result(): SafeSvg {
    if (this.#problem !== undefined) return { ok: false, problem: this.#problem };
    if (!this.#size || this.#open.length > 0) return { ok: false, problem: '<svg>' };
    return { ok: true, svg: this.#out, ...this.#size };
  }

  /** Whether an element may stand where it is: one root, nothing in a style, and not too many. */
  #mayStand(name: string): boolean {
    const isPlaced = this.#open.length > 0 ? this.#open.at(-1) !== 'style' : name === 'svg' && !this.#size;
    return isPlaced && ELEMENTS.has(name) && this.#elements <= ELEMENTS_AT_MOST && this.#uses <= USES_AT_MOST;
  }

  #isDropped(name: string): boolean {
    return DROPPED.has(name) || name.includes(':');
  }

  #refuse(problem: string): void {
    this.#problem ??= problem.slice(0, 60);
  }

  #attributesOf(attributes: Record<string, string>): Record<string, string> {
    const kept: Record<string, string> = {};
    for (const [name, value] of Object.entries(attributes)) {
      if (/^on/i.test(name)) this.#refuse(name);
      if (name === 'href' || name === 'xlink:href') {
        if (!/^#[\w.:-]+$/.test(value.trim())) this.#refuse(`${name}="${value}"`);
        kept.href = value.trim();
      }
      if (!ATTRIBUTES.has(name)) continue;
      if (isUnsafeStyle(value)) this.#refuse(`${name}="${value}"`);
      kept[name] = value;
    }
    return kept;
  }

  /** The size of the drawing, by its view box or else its width and height. */
  #begin(attributes: Record<string, string>, kept: Record<string, string>): void {
    const box = attributes.viewBox
      ?.trim()
      .split(/[\s,]+/)
      .map(Number);
    const [width, height] = box?.length === 4 ? box.slice(2) : [attributes.width, attributes.height].map(pixels);
    if (!width || !height || !(width > 0) || !(height > 0) || !Number.isFinite(width * height)) {
      this.#refuse('viewBox');
      return;
    }
    this.#size = { width, height };
    kept.viewBox ??= `0 0 ${width} ${height}`;
    kept.width = String(width);
    kept.height = String(height);
    kept.xmlns = 'http://www.w3.org/2000/svg';
  }
}

function pixels(length = ''): number {
  return /^\s*[\d.]+(px)?\s*$/.test(length) ? Number.parseFloat(length) : Number.NaN;
}

function isUnsafeStyle(value: string): boolean {
  const rest = value.replaceAll(OWN_URL, '');
  return UNSAFE_STYLE.test(rest) || /\burl\b/i.test(rest);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
