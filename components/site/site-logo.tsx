import type { Look, SitePicture } from '#newsroom/settings/look';

/** The site's name as its logo, or as text where there is none. Without a logo for the dark theme one serves both. */
export function SiteLogo({ name, look: { logo, darkLogo } }: { name: string; look: Look }) {
  if (!logo) return name;
  return (
    <>
      <Logo picture={logo} name={name} theme={darkLogo ? 'light' : 'both'} />
      {darkLogo && <Logo picture={darkLogo} name={name} theme="dark" />}
    </>
  );
}

/** One that its theme hides is not fetched. */
function Logo({ picture, name, theme }: { picture: SitePicture; name: string; theme: 'light' | 'dark' | 'both' }) {
  const { path, width, height } = picture;
  return (
    // biome-ignore lint/performance/noImgElement: a file of the site, as it is.
    <img
      src={path}
      alt={name}
      width={width}
      height={height}
      className="site-logo"
      {...(theme !== 'both' && { 'data-for': theme, loading: 'lazy' })}
    />
  );
}
