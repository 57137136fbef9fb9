/** Which deliveries a list may show. `unsettled`: such as wait for somebody to say whether they were sent. */
export const DELIVERIES_SHOWN = ['all', 'open', 'failed', 'unsettled'] as const;

export type DeliveriesShown = (typeof DELIVERIES_SHOWN)[number];

/** The one of that name; all where there is none. */
export function deliveriesShown(name: unknown): DeliveriesShown {
  return DELIVERIES_SHOWN.find((one) => one === name) ?? 'all';
}
