import { Refresh } from '#components/staff/refresh.island';

/** Has the page renew itself, with a script and without. */
export function KeepCurrent() {
  return (
    <>
      <Refresh />
      <noscript>
        <meta httpEquiv="refresh" content="5" />
      </noscript>
    </>
  );
}
