declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    characters: string,
    options: {
      targetFormat: 'woff2' | 'woff' | 'sfnt';
      variationAxes: Record<string, { min: number; max: number; default: number }>;
      noLayoutClosure: boolean;
    },
  ): Promise<Uint8Array>;
}
