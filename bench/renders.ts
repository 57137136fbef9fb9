/** How many pages the server whose metrics are at a port has rendered. */
export async function rendersOf(metricsPort: number): Promise<number> {
  const text = await (await fetch(`http://localhost:${metricsPort}/metrics`)).text();
  return Number(/^portal_page_render_seconds_count (\d+)/m.exec(text)?.[1] ?? Number.NaN);
}
