'use client';
import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import { CropPreview } from '#components/staff/pictures/crop-preview';
import { Thumbnail } from '#components/staff/pictures/thumbnail';

type Percent = { x: number; y: number };

const ARROWS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const within = (value: number) => Math.min(100, Math.max(0, Math.round(value)));

/**
 * Where a picture's crops are centred: by click, by arrow keys, or as two numbers, which is all that there is without a
 * script.
 */
export function FocalPoint({
  src,
  width,
  height,
  focus,
  words,
}: {
  /** The whole picture. */
  src: string;
  width: number;
  height: number;
  focus: Percent;
  words: Record<'label' | 'hint' | 'marker' | 'x' | 'y' | 'crops', string>;
}) {
  const [{ x, y }, setPlace] = useState(focus);
  const place = (to: Percent) => setPlace({ x: within(to.x), y: within(to.y) });

  function move(event: KeyboardEvent): void {
    const [dx, dy] = ARROWS[event.key] ?? [];
    if (dx === undefined || dy === undefined) return;
    event.preventDefault();
    const step = event.shiftKey ? 10 : 1;
    place({ x: x + dx * step, y: y + dy * step });
  }

  function point({
    detail,
    nativeEvent: { offsetX, offsetY },
    currentTarget: { clientWidth, clientHeight },
  }: MouseEvent): void {
    // A click that a key has made has no place.
    if (detail > 0) place({ x: (offsetX / clientWidth) * 100, y: (offsetY / clientHeight) * 100 });
  }

  const input = (name: 'x' | 'y', value: number) => (
    <label className="field">
      <span>{words[name]}</span>
      <input
        type="number"
        name={name === 'x' ? 'focusX' : 'focusY'}
        min={0}
        max={100}
        step={1}
        required
        value={value}
        onChange={({ currentTarget }) => place({ x, y, [name]: currentTarget.valueAsNumber || 0 })}
        className="input"
      />
    </label>
  );

  return (
    <fieldset className="grid gap-3">
      <legend className="newsroom-heading mb-3 w-full">{words.label}</legend>
      <div className="focus-stage">
        <Thumbnail src={src} width={width} height={height} className="block h-auto max-h-[55vh] w-auto max-w-full" />
        <button
          type="button"
          className="focus-place needs-script"
          aria-label={`${words.marker}: ${x} %, ${y} %`}
          onClick={point}
          onKeyDown={move}
        >
          <span style={{ left: `${x}%`, top: `${y}%` }} />
        </button>
      </div>
      <p className="field-hint needs-script">{words.hint}</p>
      <div className="grid max-w-80 grid-cols-2 gap-4">
        {input('x', x)}
        {input('y', y)}
      </div>
      <section aria-label={words.crops} className="flex flex-wrap gap-3">
        {(['wide', 'standard', 'square', 'share'] as const).map((crop) => (
          <CropPreview key={crop} src={src} size={{ width, height }} crop={crop} focus={{ x: x / 100, y: y / 100 }} />
        ))}
      </section>
    </fieldset>
  );
}
