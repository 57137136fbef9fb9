import satori from 'satori';
import { languageOf } from '#i18n/languages';
import { SHARE_SIZE } from '#newsroom/media/picture';
import { DEFAULT_ACCENT } from '#newsroom/settings/accent';
import { drawableText } from '#newsroom/syndication/drawable-text';
import { cardHeadlineSize, type ShareCard } from '#newsroom/syndication/share-picture';

const PAPER = '#fffefb';
const INK = '#1a1a1a';
const RULE = '#c9c4bb';

/** Room of a logo, pixels. */
const LOGO = { width: 480, height: 64 };

/** A logo as PNG, drawn within that room. */
export type CardLogo = { png: Uint8Array; width: number; height: number };

type Box = {
  type: string;
  props: {
    style: Record<string, string | number>;
    lang?: string;
    children?: string | Box[];
    src?: string;
    width?: number;
    height?: number;
  };
};

const box = (style: Record<string, string | number>, children: string | Box[]): Box => ({
  type: 'div',
  props: { style, children },
});

function logoBox({ png, width, height }: CardLogo): Box {
  const scale = Math.min(LOGO.width / width, LOGO.height / height);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const src = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  return { type: 'img', props: { src, ...size, style: {} } };
}

function layout({ headline, label, foot, language, look }: ShareCard, logo: CardLogo | undefined): Box {
  const size = cardHeadlineSize(headline);
  const accent = look.accent?.light ?? DEFAULT_ACCENT.light;
  const labelBox = box({ display: 'block', color: accent, fontSize: 32, lineClamp: 1 }, label);
  const card = box(
    {
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'space-between',
      boxSizing: 'border-box',
      width: '100%',
      height: '100%',
      padding: '56px 72px 48px',
      borderTop: `16px solid ${accent}`,
      backgroundColor: PAPER,
      color: INK,
      fontWeight: 700,
      // A word that is longer than the card goes on in the next line.
      wordBreak: 'break-word',
    },
    [
      logo
        ? box({ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }, [labelBox, logoBox(logo)])
        : labelBox,
      // Armenian marks stand above the letters and want more room.
      box(
        {
          display: 'block',
          fontSize: size,
          lineHeight: languageOf(language).headlineLineHeight ?? 1.2,
          lineClamp: 5,
          overflow: 'hidden',
          // Letters reach below the last line.
          paddingBottom: size / 6,
        },
        headline,
      ),
      box(
        {
          display: 'block',
          borderTop: `2px solid ${RULE}`,
          paddingTop: 24,
          fontSize: 32,
          lineClamp: 2,
        },
        foot,
      ),
    ],
  );
  card.props.lang = languageOf(language).format;
  return card;
}

/**
 * The card as SVG of 1200 by 630 pixels, its letters as outlines. `fonts` are asked in turn for each letter; what none
 * of them has is left out, where it would be a box. A card without a headline then says whose it is.
 */
export async function drawShareCard(card: ShareCard, fonts: readonly Uint8Array[], logo?: CardLogo): Promise<string> {
  const letters = new Set<string>();
  const emoji = new Set<string>();
  const svg = await draw(card, fonts, logo, (kind, missing) => {
    if (kind === 'emoji') emoji.add(missing);
    else for (const letter of missing) letters.add(letter);
  });
  if (letters.size + emoji.size === 0) return svg;
  const [label, headline, foot] = [card.label, card.headline, card.foot].map((text) =>
    drawableText(text, { letters, emoji }),
  ) as [string, string, string];
  return draw({ ...card, label, headline: headline || foot || label, foot }, fonts, logo, () => {});
}

/** `onMissing` is told of emoji, one by one, and of other letters that no font has, several at once. */
function draw(
  card: ShareCard,
  fonts: readonly Uint8Array[],
  logo: CardLogo | undefined,
  onMissing: (kind: string, letters: string) => void,
): Promise<string> {
  return satori(layout(card, logo) as unknown as Parameters<typeof satori>[0], {
    ...SHARE_SIZE,
    fonts: fonts.map((data, index) => ({
      name: `Headline ${index}`,
      data: data as Buffer,
      weight: 700,
      style: 'normal',
    })),
    async loadAdditionalAsset(kind, missing) {
      onMissing(kind, missing);
      return [];
    },
  });
}
