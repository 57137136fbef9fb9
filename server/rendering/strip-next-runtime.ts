/** A page as readers get it. */
export type StrippedPage = {
  html: string;
  status: number;
  /** False if a part of the page was to be filled in later by the script that has been removed. */
  isComplete: boolean;
};

/**
 * Turns Next's HTML into the HTML that readers get: without the framework's scripts, flight data and preloads, since
 * reader pages have no client runtime, and with the status that the page asked for (statusMetadata in app/[locale]).
 *
 * The input is React's own output, where `<` in text and attributes is always escaped, so regular expressions find the
 * tags. Scripts marked data-keep are ours and stay.
 */
export function stripNextRuntime(html: string, status: number): StrippedPage {
  const wanted = /<meta name="portal-status" content="(\d{3})"\/>/.exec(html);
  // React's markers of a Suspense boundary that was pending when the page ended, or is filled in later by script.
  const isComplete = !/<!--\$\?-->|<!--\$!-->|<template id="[BP]:/.test(html);
  const page = html
    .replace(/<script\b([^>]*)>.*?<\/script>/gs, (script, attributes: string) =>
      attributes.includes(' data-keep') ? script.replace(/ data-keep(="[^"]*")?/, '') : '',
    )
    .replace(/<link rel="preload" as="script"[^>]*\/>/g, '')
    .replace(/<meta name="portal-status"[^>]*\/>/, '')
    .replace(/<!--.*?-->/gs, '')
    .replace('<div hidden=""></div>', '');
  return { html: page, status: wanted && status === 200 ? Number(wanted[1]) : status, isComplete };
}
